package org.lianzhen.gateway.delivery;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.BandwidthLimit;

/**
 * The line to one node, over which goes no more than its limits allow. Of the pieces that wait the most urgent goes first, but nobody
 * waits so long that the node thinks it gone.
 */
final class Line {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    /** Time that was not used and may be made up for, because timers are late. */
    private static final long CREDIT_NANOS = Duration.ofMillis(50).toNanos();
    private static final Comparator<Turn> ORDER = Comparator.comparing((Turn turn) -> turn.urgency)
            .thenComparingLong(turn -> turn.since);

    private final Supplier<LocalTime> time;
    private final long longestWaitNanos;
    private volatile List<List<BandwidthLimit>> limits = List.of();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Turn> waiting = new ArrayList<>();
    private long freeAt = System.nanoTime();
    private boolean awaited;

    /**
     * One without limits.
     *
     * @param time of day, by which limits go
     */
    Line(Supplier<LocalTime> time) {
        this(time, LONGEST_WAIT);
    }

    /** @param longestWait of a piece, after which it goes before more urgent ones */
    Line(Supplier<LocalTime> time, Duration longestWait) {
        this.time = time;
        this.longestWaitNanos = longestWait.toNanos();
    }

    /** @param all the limits of each destination that it leads to, of which the strictest counts */
    void limit(List<List<BandwidthLimit>> all) {
        limits = all.stream().filter(some -> !some.isEmpty()).toList();
    }

    /** A piece that wants to be sent. */
    private static final class Turn extends CompletableFuture<Void> {
        private final int bytes;
        private final Urgency urgency;
        private final long since = System.nanoTime();

        Turn(int bytes, Urgency urgency) {
            this.bytes = bytes;
            this.urgency = urgency;
        }
    }

    /** For whatever is sent of an urgency. */
    Throttle throttle(Urgency urgency) {
        return limits.isEmpty() ? Throttle.NONE : bytes -> admit(new Turn(bytes, urgency));
    }

    private CompletionStage<Void> admit(Turn turn) {
        serve(() -> waiting.add(turn));
        turn.whenComplete((admitted, fault) -> {
            if (turn.isCancelled()) {
                serve(() -> waiting.remove(turn));
            }
        });
        return turn;
    }

    /** @param news told under the lock */
    private void serve(Runnable news) {
        List<Turn> admitted = new ArrayList<>();
        lock.lock();
        try {
            news.run();
            long now = System.nanoTime();
            while (!waiting.isEmpty() && freeAt - now <= 0) {
                Turn next = next(now);
                freeAt = Math.max(freeAt, now - CREDIT_NANOS) + nanos(next.bytes);
                admitted.add(next);
            }
            if (!waiting.isEmpty() && !awaited) {
                awaited = true;
                CompletableFuture.delayedExecutor(freeAt - now, TimeUnit.NANOSECONDS)
                        .execute(() -> serve(() -> awaited = false));
            }
        } finally {
            lock.unlock();
        }
        admitted.forEach(turn -> turn.complete(null));
    }

    private Turn next(long now) {
        Turn oldest = waiting.stream().min(Comparator.comparingLong(turn -> turn.since)).orElseThrow();
        Turn next = now - oldest.since > longestWaitNanos ? oldest : waiting.stream().min(ORDER).orElseThrow();
        waiting.remove(next);
        return next;
    }

    /** How long a piece keeps the line busy. */
    private long nanos(int bytes) {
        LocalTime now = time.get();
        return limits.stream()
                .flatMap(some -> some.stream().filter(limit -> limit.hours().include(now)).findFirst().stream())
                .mapToLong(limit -> Math.round(bytes * 8e9 / limit.bitsPerSecond())).max().orElse(0);
    }
}
