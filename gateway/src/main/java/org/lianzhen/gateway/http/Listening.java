package org.lianzhen.gateway.http;

import java.util.concurrent.atomic.AtomicInteger;

/** What the servers of all event loops have in common: what they serve, and the ports they share. */
final class Listening {
    /** Numbers for ports that Vert.x picks freely and gives to every server that asks with the same number. */
    private static final AtomicInteger FREE_PORTS = new AtomicInteger();

    private final HttpFront.Options options;
    private final HttpFront.Site site;
    private final int freePort = FREE_PORTS.decrementAndGet();
    private final int freeTlsPort = FREE_PORTS.decrementAndGet();
    private volatile int plainPort = -1;
    private volatile int tlsPort = -1;

    Listening(HttpFront.Options options, HttpFront.Site site) {
        this.options = options;
        this.site = site;
    }

    HttpFront.Options options() {
        return options;
    }

    HttpFront.Site site() {
        return site;
    }

    int plainPort() {
        return plainPort;
    }

    int tlsPort() {
        return tlsPort;
    }

    void opened(int port) {
        plainPort = port;
    }

    void openedTls(int port) {
        tlsPort = port;
    }

    /** What to ask for when {@code port} is wanted, 0 being any. */
    int wanted(int port) {
        return port == 0 ? freePort : port;
    }

    int wantedTls(int port) {
        return port == 0 ? freeTlsPort : port;
    }
}
