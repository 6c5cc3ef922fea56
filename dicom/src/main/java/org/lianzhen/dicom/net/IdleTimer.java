package org.lianzhen.dicom.net;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;

/**
 * Ends associations nobody uses. It stands still while anything runs: an operation in either direction, a message on the
 * way, a hold on reading. Bytes that make no message do not count as use.
 */
final class IdleTimer {
    private final LoopTimer timer;
    private final Duration limit;

    IdleTimer(EventExecutor loop, Duration limit, Runnable expired) {
        this.timer = new LoopTimer(loop, expired);
        this.limit = limit;
    }

    /** To be told whenever the answer may have changed. */
    void update(boolean idle) {
        if (!idle) {
            timer.stop();
        } else if (!timer.isRunning()) {
            timer.start(limit);
        }
    }

    void close() {
        timer.close();
    }
}
