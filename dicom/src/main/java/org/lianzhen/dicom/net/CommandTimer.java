package org.lianzhen.dicom.net;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;

/** The total time a command set may take from its first to its last byte: they are small, so size does not matter. */
final class CommandTimer {
    private final LoopTimer timer;
    private final Duration limit;
    private boolean incomplete;
    private boolean paused;

    CommandTimer(EventExecutor loop, Duration limit, Runnable expired) {
        this.timer = new LoopTimer(loop, expired);
        this.limit = limit;
    }

    /** To be told after each piece of a message. */
    void update(boolean nowIncomplete) {
        if (nowIncomplete && !incomplete && !paused) {
            timer.start(limit);
        } else if (!nowIncomplete) {
            timer.stop();
        }
        incomplete = nowIncomplete;
    }

    /** While we ourselves do not read the clock stands still; afterwards the whole time is granted. */
    void pause(boolean hold) {
        paused = hold;
        if (hold) {
            timer.stop();
        } else if (incomplete) {
            timer.start(limit);
        }
    }

    void close() {
        incomplete = false;
        timer.close();
    }
}
