package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does work on a few threads at once, and hands its results on in the order of the work. A disk that is waited for by one copy
 * serves another meanwhile. Used by one thread.
 */
final class InOrder<T> implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int MOST_AHEAD = 64;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS,
            Thread.ofPlatform().daemon().name("backup-", 1).factory());
    private final Deque<Future<T>> ahead = new ArrayDeque<>();
    private final Sink<T> sink;

    /** Takes results. */
    @FunctionalInterface
    interface Sink<T> {
        void take(T result) throws IOException;
    }

    InOrder(Sink<T> sink) {
        this.sink = sink;
    }

    /** Adds work; waits when much is under way. */
    void add(Callable<T> work) throws IOException {
        if (ahead.size() == MOST_AHEAD) {
            takeOne();
        }
        ahead.add(threads.submit(work));
    }

    /** Waits for all of it. */
    void finish() throws IOException {
        while (!ahead.isEmpty()) {
            takeOne();
        }
    }

    private void takeOne() throws IOException {
        try {
            sink.take(ahead.remove().get());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BackupException.stopped(e);
        }
    }

    /** What is under way is given up; returns when nothing is. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
