package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
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
final class ImageWork {
    private static final int MEBI = 1 << 20;
    private static final int KIBI = 1 << 10;

    private final ThreadPoolExecutor threads;
    private final Semaphore memory;
    private final int kibibytes;
    private final Duration limit;

    /**
     * How much may be done.
     *
     * @param waiting pieces of work that may wait for a thread
     * @param mebibytes of memory for all of it together
     * @param limit for waiting and for doing each piece
     * @param inOrder whether memory is given in the order in which it is asked for, so that nobody waits for smaller ones that came
     *        later; else one that waits for much keeps nobody waiting who needs little
     */
    record Limits(int threads, int waiting, int mebibytes, Duration limit, boolean inOrder) {
        Limits(int threads, int waiting, int mebibytes, Duration limit) {
            this(threads, waiting, mebibytes, limit, true);
        }

        /** As many threads as there are processors, and a quarter of the heap. */
        static Limits ofMachine() {
            Runtime machine = Runtime.getRuntime();
            return new Limits(machine.availableProcessors(), 256, (int) (machine.maxMemory() / 4 / MEBI),
                    Duration.ofSeconds(60));
        }

        /** For data sets that are read: half as much. */
        static Limits ofReading() {
            Limits all = ofMachine();
            return new Limits(all.threads(), all.waiting(), all.mebibytes() / 2, all.limit(), false);
        }
    }

    ImageWork(Limits limits) {
        threads = new ThreadPoolExecutor(limits.threads(), limits.threads(), 1, TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(limits.waiting()), Thread.ofPlatform().daemon().name("image-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
        kibibytes = Math.clamp((long) limits.mebibytes() * KIBI, KIBI, Integer.MAX_VALUE);
        memory = new Semaphore(kibibytes, limits.inOrder());
        limit = limits.limit();
    }

    /**
     * A share of the memory, as soon as there is one.
     *
     * @param bytes that the work takes; more than there is in all has all of it
     * @throws ProblemException (503) when there is too much to do
     */
    Share share(long bytes) throws InterruptedIOException {
        int kibi = kibibytes(bytes);
        try {
            if (memory.tryAcquire(kibi, limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Share(kibi);
            }
            throw busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private int kibibytes(long bytes) {
        return (int) Math.min(kibibytes, 1 + bytes / KIBI);
    }

    /** Memory that is taken until whoever asked for it closes it, and until its work has ended, which may be later. */
    final class Share implements AutoCloseable {
        private int held;
        private int needed;
        private int working;

        private Share(int kibibytes) {
            this.held = kibibytes;
            this.needed = kibibytes;
        }

        /**
         * Does a piece of work and waits for it.
         *
         * @throws ProblemException (503) when there is too much to do
         */
        <T> T run(Callable<T> work) throws IOException {
            var task = new FutureTask<>(work);
            count(1);
            try {
                threads.execute(() -> {
                    try {
                        task.run();
                    } finally {
                        count(-1);
                    }
                });
            } catch (RejectedExecutionException e) {
                count(-1);
                throw busy();
            }
            return result(task);
        }

        private synchronized void count(int change) {
            working += change;
            letGo();
        }

        /** How much it is, which is less than was asked for when there is no more in all. */
        synchronized long bytes() {
            return (long) needed * KIBI;
        }

        /** Gives back what the outcome of its work does not take. */
        synchronized void shrink(long bytes) {
            needed = Math.min(needed, kibibytes(bytes));
            letGo();
        }

        @Override
        public synchronized void close() {
            needed = 0;
            letGo();
        }

        private void letGo() {
            if (working == 0) {
                memory.release(held - needed);
                held = needed;
            }
        }
    }

    /** The outcome of work, and the memory that it takes until its share is closed. */
    record Held<T>(T outcome, Share share) implements Closeable {
        @Override
        public void close() {
            share.close();
        }
    }

    /**
     * Does a piece of work whose outcome takes memory, too.
     *
     * @param bytes of memory that it takes
     */
    <T> Held<T> hold(long bytes, Callable<T> work) throws IOException {
        Share share = share(bytes);
        try {
            return new Held<>(share.run(work), share);
        } catch (IOException | RuntimeException e) {
            share.close();
            throw e;
        }
    }

    /**
     * Does a piece of work whose outcome is small.
     *
     * @param bytes of memory that it takes
     */
    <T> T run(long bytes, Callable<T> work) throws IOException {
        try (Share share = share(bytes)) {
            return share.run(work);
        }
    }

    private <T> T result(Future<T> future) throws IOException {
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
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static ProblemException busy() {
        return new ProblemException(Problem.unavailable("Too many images are being worked on; try again."));
    }
}
