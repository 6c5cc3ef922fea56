package org.lianzhen.gateway.link;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what happens elsewhere, never for long. */
final class Waiting {
    private Waiting() {}

    static <T> T get(CompletionStage<T> stage, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return stage.toCompletableFuture().get(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
    }
}
