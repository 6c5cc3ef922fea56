package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.dicom.net.TestServer.get;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The timers by themselves. */
class LoopTimerTest {
    private static final Duration SHORT = Duration.ofMillis(40);

    private final EventLoops loops = EventLoops.start(1);
    private final EventExecutor loop = loops.group().next();
    private final AtomicInteger expirations = new AtomicInteger();
    private final AtomicLong expiredAt = new AtomicLong();

    @AfterEach
    void stop() {
        get(loops.stop());
    }

    private void expired() {
        expiredAt.set(System.nanoTime());
        expirations.incrementAndGet();
    }

    private void onLoop(Runnable work) {
        get(CompletableFuture.runAsync(work, loop));
    }

    /** Lets this much time pass on the loop: what was due before has happened then. */
    private void pass(Duration time) {
        var passed = new CompletableFuture<Void>();
        loop.schedule(() -> passed.complete(null), time.toNanos(), TimeUnit.NANOSECONDS);
        get(passed);
    }

    @Test
    void itExpiresOnceAndNotBeforeItsTime() {
        var timer = new LoopTimer(loop, this::expired);
        long start = System.nanoTime();
        onLoop(() -> timer.start(SHORT));
        Condition.await("expired", () -> expirations.get() == 1);
        assertThat(expiredAt.get() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
        assertThat(timer.isRunning()).isFalse();
        pass(SHORT.multipliedBy(2));
        assertThat(expirations).hasValue(1);
    }

    @Test
    void startingAgainMovesIt() {
        var timer = new LoopTimer(loop, this::expired);
        onLoop(() -> timer.start(SHORT));
        long start = System.nanoTime();
        onLoop(() -> timer.start(SHORT.multipliedBy(4)));
        Condition.await("expired", () -> expirations.get() == 1);
        assertThat(expiredAt.get() - start).isGreaterThanOrEqualTo(SHORT.multipliedBy(4).toNanos());
        onLoop(() -> timer.start(Duration.ofHours(1)));
        onLoop(() -> timer.start(SHORT));
        Condition.await("expired earlier than first said", () -> expirations.get() == 2);
    }

    @Test
    void stoppedOrClosedOrSetToNothingItNeverExpires() {
        var timer = new LoopTimer(loop, this::expired);
        onLoop(() -> timer.start(SHORT));
        onLoop(timer::stop);
        pass(SHORT.multipliedBy(2));
        onLoop(() -> timer.start(SHORT));
        onLoop(timer::close);
        pass(SHORT.multipliedBy(2));
        onLoop(() -> timer.start(Duration.ZERO));
        pass(SHORT);
        assertThat(expirations).hasValue(0);
    }

    @Test
    void itCanBeStartedAfterItsEndAndAfterClosing() {
        var timer = new LoopTimer(loop, this::expired);
        onLoop(timer::close);
        for (int i = 1; i <= 3; i++) {
            int times = i;
            onLoop(() -> timer.start(Duration.ofMillis(1)));
            Condition.await("expired", () -> expirations.get() == times);
        }
    }

    @Test
    void noLaterThanKeepsTheEarlierTime() {
        var timer = new LoopTimer(loop, this::expired);
        onLoop(() -> timer.startNoLaterThan(System.nanoTime() + SHORT.toNanos()));
        onLoop(() -> timer.startNoLaterThan(System.nanoTime() + Duration.ofHours(1).toNanos()));
        Condition.await("expired", () -> expirations.get() == 1);
    }

    @Test
    void anIdleTimerRunsOnlyWhileIdle() {
        var timer = new IdleTimer(loop, SHORT, this::expired);
        onLoop(() -> timer.update(true));
        onLoop(() -> timer.update(false));
        pass(SHORT.multipliedBy(2));
        assertThat(expirations).hasValue(0);
        onLoop(() -> timer.update(true));
        onLoop(() -> timer.update(true));
        Condition.await("expired", () -> expirations.get() == 1);
    }

    @Test
    void progressIsCountedPerWindow() {
        var moved = new AtomicLong();
        var timer = new ProgressTimer(loop, new MinimumProgress(1_000, SHORT), moved::get, this::expired);
        onLoop(timer::begin);
        onLoop(timer::begin);
        for (int i = 0; i < 4; i++) {
            moved.addAndGet(1_000);
            pass(SHORT);
        }
        assertThat(expirations).hasValue(0);
        Condition.await("nothing moves any more", () -> expirations.get() == 1);
        moved.addAndGet(1);
        onLoop(timer::begin);
        Condition.await("too little moves", () -> expirations.get() == 2);
    }

    @Test
    void progressIsNotAskedForWithoutATransferOrWhilePaused() {
        var moved = new AtomicLong();
        var timer = new ProgressTimer(loop, new MinimumProgress(1_000, SHORT), moved::get, this::expired);
        onLoop(timer::begin);
        onLoop(timer::end);
        pass(SHORT.multipliedBy(2));
        onLoop(timer::begin);
        onLoop(() -> timer.pause(true));
        pass(SHORT.multipliedBy(2));
        assertThat(expirations).hasValue(0);
        onLoop(() -> timer.pause(false));
        Condition.await("expired a whole window after the pause", () -> expirations.get() == 1);
        onLoop(timer::begin);
        onLoop(timer::close);
        pass(SHORT.multipliedBy(2));
        assertThat(expirations).hasValue(1);
    }

    @Test
    void aMessageThatBeginsInAPauseIsWatchedAfterIt() {
        var timer = new ProgressTimer(loop, new MinimumProgress(1_000, SHORT), () -> 0, this::expired);
        onLoop(() -> timer.pause(true));
        onLoop(timer::begin);
        pass(SHORT.multipliedBy(2));
        assertThat(expirations).hasValue(0);
        onLoop(() -> timer.pause(false));
        Condition.await("expired", () -> expirations.get() == 1);
    }

    @Test
    void aCommandTimerCountsFromTheFirstPieceAndStandsStillInAPause() {
        var timer = new CommandTimer(loop, SHORT, this::expired);
        onLoop(() -> timer.update(true));
        onLoop(() -> timer.update(false));
        pass(SHORT.multipliedBy(2));
        onLoop(() -> timer.update(true));
        onLoop(() -> timer.pause(true));
        pass(SHORT.multipliedBy(2));
        assertThat(expirations).hasValue(0);
        onLoop(() -> timer.pause(false));
        Condition.await("expired", () -> expirations.get() == 1);
        onLoop(() -> timer.pause(true));
        onLoop(() -> timer.update(false));
        onLoop(() -> timer.pause(false));
        onLoop(() -> timer.update(true));
        onLoop(timer::close);
        pass(SHORT.multipliedBy(2));
        assertThat(expirations).hasValue(1);
    }

    @Test
    void aTimerThatIsMovedAllTheTimeFillsNoQueue() {
        var timer = new LoopTimer(loop, this::expired);
        onLoop(() -> {
            for (int i = 0; i < 100_000; i++) {
                timer.start(Duration.ofMinutes(1).plusNanos(i));
            }
        });
        assertThat(get(CompletableFuture.supplyAsync(
                () -> ((SingleThreadEventExecutor) loop).pendingTasks(), loop))).isLessThan(10);
        onLoop(timer::close);
    }
}
