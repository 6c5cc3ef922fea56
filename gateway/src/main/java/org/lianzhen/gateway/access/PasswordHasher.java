package org.lianzhen.gateway.access;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes passwords, a few at a time: each takes a processor and 19 MB of memory while it lasts. On threads of its own, because
 * such work on virtual ones would hold up the others.
 */
public final class PasswordHasher implements AutoCloseable {
    private static final int MOST_WAITING = 200;
    private static final Duration IDLE = Duration.ofMinutes(1);

    /** Of no password that anybody has; for names that nobody has, whose refusal must take as long. */
    private final String nobodys = PasswordHash.of(Tokens.next());
    private final ThreadPoolExecutor threads;

    public PasswordHasher() {
        int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        threads = new ThreadPoolExecutor(atOnce, atOnce, IDLE.toMillis(), TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING), Thread.ofPlatform().daemon().name("password-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    CompletionStage<String> hash(String password) {
        return run(() -> PasswordHash.of(password));
    }

    CompletionStage<Boolean> matches(String password, String hash) {
        return run(() -> PasswordHash.matches(password, hash));
    }

    /** Takes as long as {@link #matches} and is never true. */
    CompletionStage<Boolean> matchesNobody(String password) {
        return matches(password, nobodys);
    }

    private <T> CompletionStage<T> run(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedStage(new AccessUnavailableException("too many log-ins wait", e));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
