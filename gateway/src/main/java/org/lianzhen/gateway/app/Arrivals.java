package org.lianzhen.gateway.app;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells whoever wants to know that something has arrived. */
final class Arrivals {
    private final List<Runnable> hearers = new CopyOnWriteArrayList<>();

    /** @param hearer called on a storage thread, and must not block */
    void hear(Runnable hearer) {
        hearers.add(hearer);
    }

    void tell() {
        hearers.forEach(Runnable::run);
    }
}
