package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.gateway.http.ProblemException;

@Timeout(60)
class ImageWorkTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final long MEBI = 1 << 20;

    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();

    private int blocking() throws InterruptedException {
        running.incrementAndGet();
        open.await();
        return running.decrementAndGet();
    }

    /** Somebody who waits for an outcome, or for memory, and may stop waiting. */
    private static final class Waiting {
        private final CompletableFuture<Object> result = new CompletableFuture<>();
        private final Thread thread;

        Waiting(Callable<?> what) {
            thread = Thread.ofVirtual().start(() -> {
                try {
                    result.complete(what.call());
                } catch (Exception e) {
                    result.complete(e);
                }
            });
        }

        void isAtIt() {
            Await.until("it waits or has ended", () -> thread.getState() == Thread.State.TIMED_WAITING
                    || thread.getState() == Thread.State.TERMINATED);
            assertThat(thread.getState()).isEqualTo(Thread.State.TIMED_WAITING);
        }

        Object stop() {
            thread.interrupt();
            return get(result);
        }
    }

    private static CompletableFuture<Object> start(ImageWork work, long bytes, Callable<Integer> what) {
        return new Waiting(() -> work.run(bytes, what)).result;
    }

    private static Object get(CompletableFuture<Object> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void runsAsManyAtATimeAsItHasThreads() {
        var work = new ImageWork(new ImageWork.Limits(2, 10, 100, LONG));
        List<CompletableFuture<Object>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(start(work, 0, this::blocking));
        }
        Await.until("two run", () -> running.get() == 2);
        assertThat(all).noneMatch(CompletableFuture::isDone);
        open.countDown();
        assertThat(all).allSatisfy(one -> assertThat(get(one)).isIn(0, 1));
    }

    @Test
    void refusesWhatWouldWaitInAQueueWithoutEnd() {
        var work = new ImageWork(new ImageWork.Limits(1, 1, 100, LONG));
        var first = start(work, 0, this::blocking);
        Await.until("it runs", () -> running.get() == 1);
        var others = List.of(start(work, 0, this::blocking), start(work, 0, this::blocking));
        Await.until("one is refused", () -> others.stream().anyMatch(CompletableFuture::isDone));
        open.countDown();
        assertThat(get(first)).isInstanceOf(Integer.class);
        assertThat(others.stream().map(ImageWorkTest::get).filter(ProblemException.class::isInstance)).hasSize(1)
                .allSatisfy(refusal -> assertThat(((ProblemException) refusal).problem().status())
                        .isEqualTo(503));
    }

    @Test
    void workWaitsForMemoryAndWhatIsTooLargeHasItAlone() {
        var work = new ImageWork(new ImageWork.Limits(4, 10, 100, LONG));
        var large = start(work, 5000 * MEBI, this::blocking);
        Await.until("it runs", () -> running.get() == 1);
        var small = start(work, MEBI, () -> 7);
        assertThat(small).isNotDone();
        open.countDown();
        assertThat(get(large)).isEqualTo(0);
        assertThat(get(small)).isEqualTo(7);
    }

    @Test
    void nothingLastsForEver() {
        var work = new ImageWork(new ImageWork.Limits(1, 10, 1, Duration.ofMillis(50)));
        assertThat(get(start(work, 0, this::blocking))).isInstanceOf(ProblemException.class);
        open.countDown();
    }

    /** Does not mind being told to stop, as decoders do not. */
    private Integer stubborn() {
        running.incrementAndGet();
        while (open.getCount() > 0) {
            Thread.onSpinWait();
        }
        return running.decrementAndGet();
    }

    @Test
    void whatNobodyWaitsForAnyMoreKeepsItsMemoryUntilItEnds() {
        var work = new ImageWork(new ImageWork.Limits(2, 10, 100, LONG));
        var first = new Waiting(() -> work.run(99 * MEBI, this::stubborn));
        Await.until("it runs", () -> running.get() == 1);
        assertThat(first.stop()).isInstanceOf(InterruptedIOException.class);
        assertThat(running).hasValue(1);
        var next = new Waiting(() -> share(work, 99 * MEBI));
        next.isAtIt();
        open.countDown();
        assertThat(get(next.result)).isEqualTo(99 * MEBI + 1024);
        assertThat(running).hasValue(0);
    }

    /** Takes memory and gives it back: how much it was. */
    private static long share(ImageWork work, long bytes) throws IOException {
        try (ImageWork.Share share = work.share(bytes)) {
            return share.bytes();
        }
    }

    private static void thereIsRoomFor(ImageWork work, long bytes) throws IOException {
        assertThat(share(work, bytes)).isGreaterThanOrEqualTo(bytes);
    }

    @Test
    void workThatNeverBeganGivesItsMemoryBack() throws IOException {
        var work = new ImageWork(new ImageWork.Limits(1, 10, 100, LONG));
        var first = start(work, 0, this::blocking);
        Await.until("it runs", () -> running.get() == 1);
        var second = new Waiting(() -> work.run(50 * MEBI, () -> 7));
        second.isAtIt();
        assertThat(second.stop()).as("it waits for a thread").isInstanceOf(InterruptedIOException.class);
        open.countDown();
        assertThat(get(first)).isEqualTo(0);
        thereIsRoomFor(work, 99 * MEBI);
    }

    @Test
    void anOutcomeTakesMemoryUntilItHasBeenSent() throws IOException {
        var work = new ImageWork(new ImageWork.Limits(1, 10, 100, LONG));
        Waiting more;
        try (Body body = HeldBody.of(work, 90 * MEBI, () -> Bytes.wrap(new byte[(int) (40 * MEBI)]))) {
            assertThat(body.length()).isEqualTo(40 * MEBI);
            thereIsRoomFor(work, 50 * MEBI);
            more = new Waiting(() -> share(work, 70 * MEBI));
            more.isAtIt();
        }
        assertThat(get(more.result)).isInstanceOf(Long.class);
        thereIsRoomFor(work, 99 * MEBI);
    }

    @Test
    void whatFailsHoldsNothing() throws IOException {
        var work = new ImageWork(new ImageWork.Limits(1, 10, 100, LONG));
        assertThatThrownBy(() -> HeldBody.of(work, 90 * MEBI, () -> {
            throw new IOException("disk");
        })).hasMessage("disk");
        thereIsRoomFor(work, 99 * MEBI);
    }

    @Test
    void faultsComeOutAsTheyAre() {
        var work = new ImageWork(ImageWork.Limits.ofMachine());
        assertThatThrownBy(() -> work.run(0, () -> {
            throw new IllegalStateException("state");
        })).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> work.run(0, () -> {
            throw new IOException("disk");
        })).isInstanceOf(IOException.class).hasMessage("disk");
        assertThatThrownBy(() -> work.run(0, () -> {
            throw new Exception("other");
        })).isInstanceOf(IOException.class).hasMessage("work on an image failed");
    }
}
