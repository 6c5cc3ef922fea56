package org.lianzhen.dicom.net;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A deadline on an event loop that is moved and cleared far more often than it passes. Moving it later or clearing it
 * touches no queue: the scheduled task finds out when it runs, and waits again for the rest.
 */
final class LoopTimer {
    private final EventExecutor loop;
    private final Runnable expired;
    private boolean running;
    private long deadline;
    private @Nullable ScheduledFuture<?> task;
    private long taskDue;

    LoopTimer(EventExecutor loop, Runnable expired) {
        this.loop = loop;
        this.expired = expired;
    }

    /** Lets the timer expire after this time from now, whatever it was set to; zero or less clears it. */
    void start(Duration after) {
        if (after.isZero() || after.isNegative()) {
            stop();
        } else {
            startAt(System.nanoTime() + after.toNanos());
        }
    }

    /** Lets the timer expire at this {@link System#nanoTime()}. */
    void startAt(long nanoTime) {
        assert loop.inEventLoop();
        running = true;
        deadline = nanoTime;
        if (task == null || taskDue - deadline > 0) {
            cancelTask();
            schedule();
        }
    }

    /** Lets the timer expire at this {@link System#nanoTime()} unless it does so earlier anyway. */
    void startNoLaterThan(long nanoTime) {
        if (!running || deadline - nanoTime > 0) {
            startAt(nanoTime);
        }
    }

    void stop() {
        assert loop.inEventLoop();
        running = false;
    }

    boolean isRunning() {
        return running;
    }

    /** Stops the timer and lets go of the loop. It may be started again. */
    void close() {
        stop();
        cancelTask();
    }

    private void cancelTask() {
        if (task != null) {
            task.cancel(false);
            task = null;
        }
    }

    private void schedule() {
        taskDue = deadline;
        task = loop.schedule(this::run, Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private void run() {
        task = null;
        if (!running) {
            return;
        }
        if (deadline - System.nanoTime() > 0) {
            schedule();
        } else {
            running = false;
            expired.run();
        }
    }
}
