package org.lianzhen.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

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
    private volatile @Nullable HttpServer secure;

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

    void openedTls(HttpServer server) {
        tlsPort = server.actualPort();
        secure = server;
    }

    /** The servers that share a port share what they show: it is enough to tell one. */
    Future<Void> show(X509KeyManager keys) {
        HttpServer server = secure;
        return server == null
                ? Future.failedFuture(new IllegalStateException("no port with TLS is open"))
                : server.updateSSLOptions(LoopServer.shown(keys)).mapEmpty();
    }

    /** What to ask for when {@code port} is wanted, 0 being any. */
    int wanted(int port) {
        return port == 0 ? freePort : port;
    }

    int wantedTls(int port) {
        return port == 0 ? freeTlsPort : port;
    }
}
