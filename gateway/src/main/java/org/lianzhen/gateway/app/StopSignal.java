package org.lianzhen.gateway.app;

import java.util.concurrent.CountDownLatch;

/** Tells a server when to stop, and whoever asked for it when that is done. */
final class StopSignal {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean serving;

    /** Set off by Ctrl-C and SIGTERM; the process then lives on until the server has stopped. */
    static StopSignal ofProcess() {
        var signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::stop, "stop"));
        return signal;
    }

    /** A server begins to start: from now on whoever asks to stop waits for {@link #done}. */
    void serving() {
        serving = true;
    }

    /** Asks to stop, and waits until that is done. */
    void stop() {
        asked.countDown();
        if (!serving) {
            return;
        }
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until somebody asks to stop. */
    void await() {
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything has stopped, or did not start. */
    void done() {
        done.countDown();
    }
}
