package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;

/**
 * Threads for what keeps a processor busy: decoding, encoding, rendering. Those who want such work done wait for it in virtual
 * threads; how much of it runs, how much waits, how much memory it takes and how long it may last all have an end.
 */
final class ImageWork implements AutoCloseable {
    private static final int MEBI = 1 << 20;

    private final ThreadPoolExecutor threads;
    private final Semaphore memory;
    private final int mebibytes;
    private final Duration limit;

    /**
     * How much may be done.
     *
     * @param waiting pieces of work that may wait for a thread
     * @param mebibytes of memory for all of it together
     * @param limit for waiting and for doing each piece
     */
    record Limits(int threads, int waiting, int mebibytes, Duration limit) {
        /** As many threads as there are processors, and a quarter of the heap. */
        static Limits ofMachine() {
            Runtime machine = Runtime.getRuntime();
            return new Limits(machine.availableProcessors(), 256, (int) (machine.maxMemory() / 4 / MEBI),
                    Duration.ofSeconds(60));
        }
    }

    ImageWork(Limits limits) {
        threads = new ThreadPoolExecutor(limits.threads(), limits.threads(), 1, TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(limits.waiting()), Thread.ofPlatform().daemon().name("image-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
        mebibytes = Math.max(1, limits.mebibytes());
        memory = new Semaphore(mebibytes, true);
        limit = limits.limit();
    }

    /**
     * Does a piece of work and waits for it.
     *
     * @param bytes of memory that it takes
     * @throws ProblemException (503) when there is too much to do
     */
    <T> T run(long bytes, Callable<T> work) throws IOException {
        int share = (int) Math.min(mebibytes, 1 + bytes / MEBI);
        try {
            if (!memory.tryAcquire(share, limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
            try {
                return result(threads.submit(work));
            } finally {
                memory.release(share);
            }
        } catch (RejectedExecutionException e) {
            throw busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private <T> T result(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw busy();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException fault -> throw fault;
                case IOException fault -> throw fault;
                case null, default -> throw new IOException("work on an image failed", e);
            }
        }
    }

    private static ProblemException busy() {
        return new ProblemException(Problem.unavailable("Too many images are being worked on; try again."));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
