package org.lianzhen.gateway.access;

/**
 * Where a request comes from.
 *
 * @param source network address
 * @param request identifier that audit events name it by, or empty
 */
public record From(String source, String request) {}
