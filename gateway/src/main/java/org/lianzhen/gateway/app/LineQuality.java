package org.lianzhen.gateway.app;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.lianzhen.gateway.delivery.LineState;
import org.lianzhen.gateway.delivery.Reply;

/** How well a destination answers of late: moving averages, in which what is long ago counts ever less. */
final class LineQuality {
    /** As for the round trip of TCP (RFC 6298). */
    private static final double TIME_WEIGHT = 1.0 / 8;
    private static final double TROUBLE_WEIGHT = 1.0 / 32;
    /** In which what was taken fades to about a third. */
    private static final double RATE_SECONDS = 10;

    private final LongSupplier nanos;
    private double answerSeconds;
    private double trouble;
    private double bytesPerSecond;
    private long takenAt;
    private long answers;
    private long silences;

    /** @param nanos as of {@link System#nanoTime} */
    LineQuality(LongSupplier nanos) {
        this.nanos = nanos;
        this.takenAt = nanos.getAsLong();
    }

    /**
     * There was an answer, or none.
     *
     * @param bytes that were taken
     * @param took means nothing when there was no answer
     */
    synchronized void tried(Reply reply, long bytes, Duration took) {
        boolean known = answers + silences > 0;
        trouble = average(known, trouble, reply instanceof Reply.Taken ? 0 : 1, TROUBLE_WEIGHT);
        if (reply.isAnswer()) {
            answerSeconds = average(answers > 0, answerSeconds, took.toNanos() / 1e9, TIME_WEIGHT);
            answers++;
        } else {
            silences++;
        }
        long now = nanos.getAsLong();
        bytesPerSecond = rate(now) + bytes / RATE_SECONDS;
        takenAt = now;
    }

    private static double average(boolean known, double before, double now, double weight) {
        return known ? before + weight * (now - before) : now;
    }

    private double rate(long now) {
        return bytesPerSecond * Math.exp(-(now - takenAt) / 1e9 / RATE_SECONDS);
    }

    synchronized LineState state() {
        return new LineState(rate(nanos.getAsLong()), answers, silences, answerSeconds, trouble);
    }
}
