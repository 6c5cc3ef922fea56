package org.lianzhen.gateway.http.dicomweb.store;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of all requests that have been read and are not durable yet, and those that are held until a request is complete. */
final class InFlight {
    private static final long MANY = 64L * 1024 * 1024;

    /** Of what is held there are copies while files are made of it. */
    private static final long MOST_HELD = Runtime.getRuntime().maxMemory() / 16;

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong held = new AtomicLong();

    void add(long count) {
        bytes.addAndGet(count);
    }

    /** Takes memory for as many bytes until they are let go of; false when there is none. */
    boolean hold(long count) {
        if (held.addAndGet(count) <= MOST_HELD) {
            return true;
        }
        held.addAndGet(-count);
        return false;
    }

    void letGo(long count) {
        held.addAndGet(-count);
    }

    /** Whether a request that waits for some of its own should wait before it reads more. */
    boolean isMany() {
        return bytes.get() >= MANY;
    }
}
