package org.lianzhen.gateway.archive;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that all objects under way may hold in memory together. Nothing is refused beyond it; objects are then written out
 * in small pieces and their senders are slowed down early, so thousands of slow senders cost little each.
 */
final class MemoryBudget {
    private static final int SMALL_OBJECT = 1024 * 1024;
    private static final int PIECE = 256 * 1024;
    private static final int SMALL_PIECE = 16 * 1024;
    private static final int MOST_WAITING = 2 * 1024 * 1024;
    private static final int MOST_WAITING_WHEN_TIGHT = 128 * 1024;

    private final long limit;
    private final AtomicLong held = new AtomicLong();

    MemoryBudget(long limit) {
        this.limit = limit;
    }

    void hold(int bytes) {
        held.addAndGet(bytes);
    }

    void free(int bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }

    /** What is left for other uses. */
    long spare() {
        return Math.max(0, limit - held.get());
    }

    /** Bytes an object may gather before they are written: small objects are written once, at their end. */
    int writeAt(boolean streaming) {
        if (tight()) {
            return SMALL_PIECE;
        }
        return streaming ? PIECE : SMALL_OBJECT;
    }

    /** Bytes of one object that may wait before its sender is asked to pause. */
    int pauseAt() {
        return tight() ? MOST_WAITING_WHEN_TIGHT : MOST_WAITING;
    }

    private boolean tight() {
        return held.get() > limit;
    }
}
