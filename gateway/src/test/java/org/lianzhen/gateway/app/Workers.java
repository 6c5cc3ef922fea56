package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Threads that do the same again and again until they are told to stop, or one of them fails. */
final class Workers {
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    /** What is done once; it may wait with {@link Workers#pause}. */
    @FunctionalInterface
    interface Work {
        void once() throws Exception;
    }

    void start(Work work) {
        threads.add(Thread.ofVirtual().start(() -> {
            try {
                while (!isStopped()) {
                    work.once();
                }
            } catch (Throwable e) {
                failure = e;
                end.countDown();
            }
        }));
    }

    /** Between two pieces of work; ends with them. */
    void pause(Duration time) throws InterruptedException {
        end.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean isStopped() {
        return end.getCount() == 0;
    }

    /** Lets them work for a while, and fails as soon as one of them does. */
    void workFor(Duration time) throws InterruptedException {
        pause(time);
        assertThat(failure).as("of one at work").isNull();
    }

    /** Waits for the end of what they are about; fails if one has failed. */
    void stop() throws InterruptedException {
        end.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failure).as("of one at work").isNull();
    }

    /** Tells them to end, and waits for nobody. */
    void letGo() {
        end.countDown();
    }
}
