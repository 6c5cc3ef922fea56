package org.lianzhen.gateway.delivery;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Urgency;

/** Tells those who work for one destination, in this process, that there is something to do, and how urgent it is. */
final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private final AtomicInteger emergencies = new AtomicInteger();
    private @Nullable Urgency waiting;
    private long rings;
    private int backs;

    /** There is work of this urgency. */
    void ring(Urgency urgency) {
        lock.lock();
        try {
            if (waiting == null || urgency.compareTo(waiting) < 0) {
                waiting = urgency;
            }
            wake();
        } finally {
            lock.unlock();
        }
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

    /** Somebody has found the destination back. */
    void back() {
        lock.lock();
        try {
            backs++;
            wake();
        } finally {
            lock.unlock();
        }
    }

    /** How often the destination was found back. */
    int backs() {
        lock.lock();
        try {
            return backs;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Somebody has taken the most urgent work there was when it had rung {@code before} times.
     *
     * @param next how urgent the rest is; null when there is none
     */
    void answered(long before, @Nullable Urgency next) {
        lock.lock();
        try {
            if (rings == before) {
                waiting = next;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether whoever is doing something of this urgency is to stop: something more urgent waits, or an emergency is being sent, which
     * gets the whole line.
     */
    boolean isMoreUrgentThan(Urgency doing) {
        return isWaiting(urgency -> urgency.compareTo(doing) < 0)
                || (doing != Urgency.EMERGENCY && isEmergencyBeingSent());
    }

    /** Whether nothing else is to be begun. */
    boolean isEmergencyBeingSent() {
        return emergencies.get() > 0;
    }

    /** Something is being sent until {@link #end}. */
    void begin(Urgency doing) {
        if (doing == Urgency.EMERGENCY) {
            emergencies.incrementAndGet();
        }
    }

    void end(Urgency doing) {
        if (doing == Urgency.EMERGENCY) {
            emergencies.decrementAndGet();
            wake();
        }
    }

    /** Whether something as urgent waits as what somebody is doing. */
    boolean isAsUrgentAs(Urgency doing) {
        return isWaiting(urgency -> urgency.compareTo(doing) <= 0);
    }

    private boolean isWaiting(Predicate<Urgency> like) {
        lock.lock();
        try {
            return waiting != null && like.test(waiting);
        } finally {
            lock.unlock();
        }
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
