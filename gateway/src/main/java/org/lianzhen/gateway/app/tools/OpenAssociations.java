package org.lianzhen.gateway.app.tools;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationEnd;
import org.lianzhen.dicom.net.AssociationEvents;

/** Counts associations, so that a tool can end when they have ended: peers take a cut connection for a fault. */
final class OpenAssociations implements AssociationEvents {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final ReentrantLock turn = new ReentrantLock();
    private final Condition changed = turn.newCondition();
    private int open;

    @Override
    public void established(Association association) {
        add(1);
    }

    @Override
    public void ended(Association association, AssociationEnd end) {
        add(-1);
    }

    private void add(int count) {
        turn.lock();
        try {
            open += count;
            changed.signalAll();
        } finally {
            turn.unlock();
        }
    }

    /** Waits until none is open, for a few seconds at most. */
    void awaitNone() {
        long left = LIMIT.toNanos();
        turn.lock();
        try {
            while (open > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            turn.unlock();
        }
    }
}
