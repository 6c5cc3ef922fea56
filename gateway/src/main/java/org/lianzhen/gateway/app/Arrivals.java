package org.lianzhen.gateway.app;

/** Tells whoever sends things on that something has arrived. */
final class Arrivals {
    private volatile Runnable hearing = () -> {};

    /** @param hearer called on a storage thread, and must not block */
    void hear(Runnable hearer) {
        hearing = hearer;
    }

    void tell() {
        hearing.run();
    }
}
