package org.lianzhen.gateway.app;

import java.time.Duration;
import org.lianzhen.gateway.delivery.Reply;

/** How well a destination answers of late: moving averages, in which what is long ago counts ever less. */
final class LineQuality {
    /** As for the round trip of TCP (RFC 6298). */
    private static final double TIME_WEIGHT = 1.0 / 8;
    private static final double TROUBLE_WEIGHT = 1.0 / 32;

    private double answerSeconds;
    private double trouble;
    private boolean tried;
    private boolean answered;

    /** @param took means nothing when there was no answer */
    synchronized void tried(Reply reply, Duration took) {
        trouble = average(tried, trouble, reply instanceof Reply.Taken ? 0 : 1, TROUBLE_WEIGHT);
        tried = true;
        if (reply.isAnswer()) {
            answerSeconds = average(answered, answerSeconds, took.toNanos() / 1e9, TIME_WEIGHT);
            answered = true;
        }
    }

    private static double average(boolean known, double before, double now, double weight) {
        return known ? before + weight * (now - before) : now;
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
