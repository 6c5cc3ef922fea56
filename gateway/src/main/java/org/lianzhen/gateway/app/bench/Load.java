package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Streams that work side by side, one thread each, until all operations are done.
 *
 * @param operations to do in all; the streams share them
 */
record Load(int streams, long operations) {

    /** One of the streams; made ready by {@link Source#open} before the clock starts. */
    interface Stream extends AutoCloseable {
        /** Does operation {@code number} and waits for its answer. */
        void perform(long number) throws IOException;

        /** Bytes of data set of each operation. */
        long bytesPerOperation();

        @Override
        void close() throws IOException;
    }

    /** Makes the stream with this number, from 0. */
    interface Source {
        Stream open(int index) throws IOException;
    }

    /** Runs the load on a server and reads what that cost the server. */
    Measurement on(ServerUnderTest server, Source source) throws IOException, InterruptedException {
        var race = new Race(new AtomicLong(), new CountDownLatch(streams), new CountDownLatch(1));
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var results = new ArrayList<Future<Long>>();
            for (int i = 0; i < streams; i++) {
                results.add(threads.submit(work(source, i, race)));
            }
            race.ready.await();
            ProcessTree usage = server.usage();
            double cpuBefore = usage.cpuSeconds();
            long residentBefore = usage.residentBytes();
            long begin = System.nanoTime();
            race.start.countDown();
            long bytes = sum(results);
            double seconds = (System.nanoTime() - begin) / 1e9;
            long growth = usage.residentBytes() - residentBefore;
            long serverThreads = usage.threads();
            server.settle();
            return new Measurement(operations, bytes, seconds, usage.cpuSeconds() - cpuBefore, growth, serverThreads);
        }
    }

    private Callable<Long> work(Source source, int index, Race race) {
        return () -> {
            try (Stream stream = opened(source, index, race.ready)) {
                race.start.await();
                long done = 0;
                for (long number = race.next(); number < operations; number = race.next()) {
                    stream.perform(number);
                    done++;
                }
                return done * stream.bytesPerOperation();
            }
        };
    }

    /** Counts the stream as ready even when it failed to open: its failure is reported when its result is asked for. */
    private static Stream opened(Source source, int index, CountDownLatch ready) throws IOException {
        try {
            return source.open(index);
        } finally {
            ready.countDown();
        }
    }

    private static long sum(List<Future<Long>> results) throws IOException, InterruptedException {
        long bytes = 0;
        for (Future<Long> result : results) {
            try {
                bytes += result.get();
            } catch (ExecutionException e) {
                throw new IOException("the load broke off: " + e.getCause(), e);
            }
        }
        return bytes;
    }

    /** What the streams share: who is ready, when to start, and which operation is next. */
    private record Race(AtomicLong counter, CountDownLatch ready, CountDownLatch start) {
        long next() {
            return counter.getAndIncrement();
        }
    }
}
