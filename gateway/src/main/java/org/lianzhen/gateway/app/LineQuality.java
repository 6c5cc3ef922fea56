package org.lianzhen.gateway.app;

import java.time.Duration;

/** How well a destination answers of late: moving averages, in which what is long ago counts ever less. */
final class LineQuality {
    /** As for the round trip of TCP (RFC 6298). */
    private static final double TIME_WEIGHT = 1.0 / 8;
    private static final double TROUBLE_WEIGHT = 1.0 / 32;

    private double answerSeconds;
    private double trouble;
    private boolean answered;

    synchronized void answered(boolean taken, Duration took) {
        double seconds = took.toNanos() / 1e9;
        if (answered) {
            answerSeconds += TIME_WEIGHT * (seconds - answerSeconds);
            trouble += TROUBLE_WEIGHT * ((taken ? 0 : 1) - trouble);
        } else {
            answerSeconds = seconds;
            trouble = taken ? 0 : 1;
            answered = true;
        }
    }

    /** From one answer to the next. */
    synchronized double answerSeconds() {
        return answerSeconds;
    }

    /** Share of attempts that came to nothing, 0 to 1. */
    synchronized double trouble() {
        return trouble;
    }
}
