package org.lianzhen.gateway.notify;

import java.time.Duration;

/**
 * How hard channels are tried.
 *
 * @param tries after which a message is given up
 * @param pause before the second try; doubled before each one after
 * @param deadline for a try
 */
public record SendPace(int tries, Duration pause, Duration deadline) {
    public static final SendPace STANDARD = new SendPace(3, Duration.ofSeconds(5), Duration.ofSeconds(10));

    /** Before the try after so many. */
    Duration pauseAfter(int tried) {
        return pause.multipliedBy(1L << Math.min(tried - 1, 16));
    }

    /** For which an attempt belongs to one process: a try and the note of how it ended. */
    Duration term() {
        return deadline.multipliedBy(3);
    }
}
