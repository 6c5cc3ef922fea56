package org.lianzhen.gateway.delivery;

/**
 * How a destination answers to this process, since its start.
 *
 * @param bytesPerSecond that it takes now, smoothed over some ten seconds
 * @param answers how many
 * @param silences attempts without an answer
 * @param answerSeconds from one answer to the next, smoothed
 * @param trouble share of the last attempts that came to nothing, 0 to 1
 */
public record LineState(double bytesPerSecond, long answers, long silences, double answerSeconds, double trouble) {}
