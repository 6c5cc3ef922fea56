package org.lianzhen.gateway.archive;

/**
 * What a series consists of at the moment.
 *
 * @param uid Series Instance UID
 * @param version a digest that differs whenever the instances in force do
 */
public record SeriesVersion(String uid, String version) {}
