package org.lianzhen.gateway.route;

import java.time.Duration;

/**
 * When what a destination did not take is tried again, and when that has an end.
 *
 * @param schedule of tries that the destination has answered, or that broke off half-way
 * @param giveUp how long after the first try in vain what cannot be tried, because the destination cannot be reached or takes nothing
 *     at all, is given up; such tries use up no attempt
 */
public record Retry(RetrySchedule schedule, Duration giveUp) {
    /** A week, which is longer than a line is down over a holiday. */
    public static final Retry STANDARD = new Retry(RetrySchedule.STANDARD, Duration.ofDays(7));
}
