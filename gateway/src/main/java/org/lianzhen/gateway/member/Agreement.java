package org.lianzhen.gateway.member;

/**
 * One unit lets another read its studies.
 *
 * @param owner code of the unit whose studies are read
 * @param reader code of the unit that may read them
 */
public record Agreement(String owner, String reader) {}
