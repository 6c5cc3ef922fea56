package org.lianzhen.gateway.order;

/**
 * An order that a study may have come of.
 *
 * @param samePerson whether both name one person: by the same number, by a link between their records, or by a personal number
 */
public record Candidate(Order order, boolean samePerson) {}
