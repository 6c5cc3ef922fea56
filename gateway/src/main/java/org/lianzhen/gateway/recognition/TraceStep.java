package org.lianzhen.gateway.recognition;

/**
 * A rule as it was applied to a result.
 *
 * @param result id
 * @param rule its number, from 1 to 15
 */
public record TraceStep(String result, int rule, boolean passed, Sentence text) {}
