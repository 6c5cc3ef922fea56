package org.lianzhen.gateway.archive;

import java.util.concurrent.CountDownLatch;

/**
 * Waiting that an interruption does not cut short. A disk that never answers holds its batch, not the program: shutting down
 * interrupts nobody and waits its own time.
 */
final class Patience {
    private Patience() {}

    static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
