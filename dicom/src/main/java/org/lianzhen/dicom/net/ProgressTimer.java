package org.lianzhen.dicom.net;

import io.netty.util.concurrent.EventExecutor;
import java.util.function.LongSupplier;

/** Watches over one direction of data transfer: see {@link MinimumProgress}. */
final class ProgressTimer {
    private final LoopTimer timer;
    private final MinimumProgress minimum;
    private final LongSupplier moved;
    private final Runnable expired;
    private boolean active;
    private boolean paused;
    private long movedAtStart;

    /**
     * @param moved
     *            bytes moved so far in this direction
     * @param expired
     *            called when a window has passed with too little progress
     */
    ProgressTimer(EventExecutor loop, MinimumProgress minimum, LongSupplier moved, Runnable expired) {
        this.timer = new LoopTimer(loop, this::windowPassed);
        this.minimum = minimum;
        this.moved = moved;
        this.expired = expired;
    }

    /** A transfer begins or goes on. */
    void begin() {
        if (!active) {
            active = true;
            openWindow();
        }
    }

    /** No transfer is under way. */
    void end() {
        active = false;
        timer.stop();
    }

    /** While we ourselves are the slow side the clock stands still; afterwards a whole window is granted. */
    void pause(boolean hold) {
        if (paused == hold) {
            return;
        }
        paused = hold;
        if (paused) {
            timer.stop();
        } else if (active) {
            openWindow();
        }
    }

    void close() {
        active = false;
        timer.close();
    }

    private void openWindow() {
        if (!paused) {
            movedAtStart = moved.getAsLong();
            timer.start(minimum.window());
        }
    }

    private void windowPassed() {
        if (moved.getAsLong() - movedAtStart < minimum.bytesPerWindow()) {
            active = false;
            expired.run();
        } else {
            openWindow();
        }
    }
}
