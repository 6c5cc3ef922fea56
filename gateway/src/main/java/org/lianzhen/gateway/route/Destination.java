package org.lianzhen.gateway.route;

/**
 * Where things are sent.
 *
 * @param code short and unique
 * @param unit code of the unit that it belongs to
 * @param address how it is reached
 * @param associations or connections to it at once, at most; of two or more one is kept for emergencies
 */
public record Destination(String code, String unit, Address address, int associations) {}
