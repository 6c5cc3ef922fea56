package org.lianzhen.gateway.query;

import java.time.Duration;

/**
 * When results of storage commitments are brought.
 *
 * @param look how often we look for reports that are due
 * @param attempt how long one attempt may take
 * @param first delay after the first attempt; it doubles from attempt to attempt
 * @param longest longest delay
 * @param attempts how many there are
 */
public record CommitmentSchedule(Duration look, Duration attempt, Duration first, Duration longest, int attempts) {
    /** A node may be away from Friday evening to Monday morning: three days in all. */
    public static final CommitmentSchedule STANDARD = new CommitmentSchedule(Duration.ofSeconds(2),
            Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofHours(1), 80);

    /** Long enough for an attempt and for noting what became of it. */
    Duration lease() {
        return attempt.multipliedBy(2);
    }

    /** The delay after an attempt, the first being 1. */
    Duration delayAfter(int attempt) {
        Duration delay = first;
        for (int i = 1; i < attempt && delay.compareTo(longest) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(longest) < 0 ? delay : longest;
    }
}
