package org.lianzhen.gateway.member;

/**
 * A centre that does one thing for many units.
 *
 * @param code short and unique
 * @param service what it does
 * @param owner code of the unit that runs it
 */
public record SharedCentre(String code, String name, Service service, String owner) {}
