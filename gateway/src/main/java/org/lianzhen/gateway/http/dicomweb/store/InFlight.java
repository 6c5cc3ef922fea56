package org.lianzhen.gateway.http.dicomweb.store;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of all requests that have been read and are not durable yet. */
final class InFlight {
    private static final long MANY = 64L * 1024 * 1024;

    private final AtomicLong bytes = new AtomicLong();

    void add(long count) {
        bytes.addAndGet(count);
    }

    /** Whether a request that waits for some of its own should wait before it reads more. */
    boolean isMany() {
        return bytes.get() >= MANY;
    }
}
