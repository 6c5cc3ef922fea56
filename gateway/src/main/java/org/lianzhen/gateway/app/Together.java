package org.lianzhen.gateway.app;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops what does not depend on one another at the same time, so that one waits for no more than the slowest. */
final class Together {
    private static final Logger LOG = LoggerFactory.getLogger(Together.class);

    private Together() {}

    /**
     * Returns within {@code limit}, whatever the sides do.
     *
     * @param sides null for one that was never started
     */
    static void stop(Duration limit, @Nullable RunningNode... sides) {
        List<CompletableFuture<Void>> stopping = Stream.of(sides).filter(Objects::nonNull)
                .map(side -> stopping(side, limit)).toList();
        try {
            CompletableFuture.allOf(stopping.toArray(CompletableFuture[]::new)).get(limit.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Not everything could be stopped in good order", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CompletableFuture<Void> stopping(RunningNode side, Duration limit) {
        return CompletableFuture.runAsync(() -> side.stop(limit), work -> Thread.ofVirtual().name("stop").start(work));
    }
}
