package org.lianzhen.gateway.app.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long newcomers waited who associated, asked for an echo and left, one after the other.
 *
 * @param waits from the shortest to the longest; of whom was not answered, as long as he waited
 */
record Newcomers(List<Duration> waits) {
    /** Nobody waits longer for an echo. */
    static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Of all of them together, after which no other one comes. */
    private static final Duration TOTAL = Duration.ofMinutes(1);

    Newcomers {
        waits = waits.stream().sorted().toList();
    }

    static Newcomers at(ServerUnderTest server, int count) throws InterruptedException {
        List<Duration> waits = new ArrayList<>();
        EchoStream echo = EchoStream.to(server.address());
        long begin = System.nanoTime();
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            while (waits.size() < count && System.nanoTime() - begin < TOTAL.toNanos()) {
                waits.add(one(thread, echo));
            }
        }
        return new Newcomers(waits);
    }

    private static Duration one(ExecutorService thread, EchoStream echo) throws InterruptedException {
        long begin = System.nanoTime();
        Future<?> asked = thread.submit(() -> {
            echo.perform(0);
            return null;
        });
        try {
            asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Duration.ofNanos(System.nanoTime() - begin);
        } catch (TimeoutException e) {
            asked.cancel(true);
            return PATIENCE;
        } catch (ExecutionException e) {
            return PATIENCE; // turned away is no better than not answered
        }
    }

    /** The wait, in milliseconds, that so many of a hundred did not exceed. */
    double millis(int percent) {
        int rank = Math.max(1, Math.ceilDiv(waits.size() * percent, 100));
        return waits.get(rank - 1).toNanos() / 1e6;
    }

    /** How many were not answered. */
    long unanswered() {
        return waits.stream().filter(wait -> wait.compareTo(PATIENCE) >= 0).count();
    }
}
