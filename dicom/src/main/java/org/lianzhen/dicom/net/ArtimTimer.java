package org.lianzhen.dicom.net;

import io.netty.util.concurrent.EventExecutor;

/**
 * The ARTIM timer of PS3.8 section 9.1.5, with its two uses: the total time a connection may take until its
 * A-ASSOCIATE-RQ is complete, and the time a peer has to close the connection after our last PDU. What arrives in between
 * never restarts it.
 */
final class ArtimTimer {
    private final LoopTimer timer;
    private final Timeouts timeouts;

    ArtimTimer(EventExecutor loop, Timeouts timeouts, Runnable expired) {
        this.timer = new LoopTimer(loop, expired);
        this.timeouts = timeouts;
    }

    void awaitRequest() {
        timer.start(timeouts.of(Deadline.REQUEST));
    }

    void awaitClose() {
        timer.start(timeouts.of(Deadline.CLOSE));
    }

    void stop() {
        timer.stop();
    }

    void close() {
        timer.close();
    }
}
