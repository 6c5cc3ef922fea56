package org.lianzhen.gateway.delivery;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.route.Urgency;

/** Tells those who work for one destination, in this process, that there is something to do, and how urgent it is. */
final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private final AtomicReference<@Nullable Urgency> waiting = new AtomicReference<>();
    private long rings;

    /** There is work of this urgency. */
    void ring(Urgency urgency) {
        waiting.accumulateAndGet(urgency, (before, now) -> before == null || (now != null && now.compareTo(before) < 0)
                ? now : before);
        wake();
    }

    /** Whoever waits looks around. */
    void wake() {
        lock.lock();
        try {
            rings++;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Somebody has taken the most urgent work there was. */
    void answered() {
        waiting.set(null);
    }

    /** Whether something more urgent waits than what somebody is doing. */
    boolean isMoreUrgentThan(Urgency doing) {
        Urgency most = waiting.get();
        return most != null && most.compareTo(doing) < 0;
    }

    /** How often it has been rung; to be asked for before looking whether there is work. */
    long rings() {
        lock.lock();
        try {
            return rings;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it rings once more than {@code before} times, or for a while. */
    void await(long before, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (rings == before && left > 0) {
                left = rung.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

}
