package org.lianzhen.gateway.route;

import java.time.Duration;

/**
 * When something is tried again.
 *
 * @param first delay
 * @param longest delay; each is twice the one before until then
 * @param attempts after which only a person can help
 */
public record RetrySchedule(Duration first, Duration longest, int attempts) {
    /** After half a minute, a minute, two, up to an hour; 60 times, which is two and a half days. */
    public static final RetrySchedule STANDARD = new RetrySchedule(Duration.ofSeconds(30), Duration.ofHours(1), 60);

    private static final int MOST_DOUBLINGS = 30;

    public RetrySchedule {
        if (first.isNegative() || longest.compareTo(first) < 0 || attempts < 1) {
            throw new IllegalArgumentException("no schedule: " + first + ", " + longest + ", " + attempts);
        }
    }

    /** The delay after so many attempts, of which there is one at least. */
    public Duration after(int attempts) {
        long factor = 1L << Math.min(MOST_DOUBLINGS, attempts - 1);
        Duration delay = first.multipliedBy(factor);
        return delay.compareTo(longest) > 0 ? longest : delay;
    }

    /** Whether there have been as many as there may be. */
    public boolean isUsedUp(int tried) {
        return tried >= attempts;
    }
}
