package org.lianzhen.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.X509KeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The servers of one event loop. */
final class LoopServer extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(LoopServer.class);
    private static final int LONGEST_REQUEST_LINE = 16 * 1024;
    private static final int LARGEST_HEAD = 32 * 1024;
    static final int IDLE_SECONDS = 120;
    private static final int BACKLOG = 1024;
    /** Bytes of a body that are handed on at once: the smaller, the more each byte costs. */
    private static final int PIECE = 64 * 1024;
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

    private final Listening listening;

    LoopServer(Listening listening) {
        this.listening = listening;
    }

    @Override
    public Future<?> start() {
        Router router = SiteRouter.of(vertx, listening.site());
        HttpFront.Options options = listening.options();
        List<Future<HttpServer>> opened = new ArrayList<>();
        Integer port = options.port();
        if (port != null) {
            opened.add(listen(router, limits(), listening.wanted(port))
                    .onSuccess(server -> listening.opened(server.actualPort())));
        }
        HttpFront.Tls tls = options.tls();
        if (tls != null) {
            opened.add(listen(router, secure(tls), listening.wantedTls(tls.port()))
                    .onSuccess(listening::openedTls));
        }
        return Future.all(opened);
    }

    private Future<HttpServer> listen(Router router, HttpServerOptions how, int port) {
        return vertx.createHttpServer(how).requestHandler(router).connectionHandler(LoopServer::overhear)
                .listen(port, listening.options().bind().getHostAddress());
    }

    /** That a connection broke is told by whoever has a request on it; nobody else misses it. */
    private static void overhear(HttpConnection connection) {
        connection.exceptionHandler(fault -> LOG.debug("The connection with {} broke: {}", connection.remoteAddress(),
                String.valueOf(fault.getMessage())));
    }

    /**
     * Bodies are asked for (100 Continue) by those who want them, so that nobody sends one for nothing. There is no HTTP/2 (ADR
     * 0015): without TLS a request that asks for it would have its whole body read into memory before anybody looks at it, and
     * with TLS the library's server leaves bodies of many answers at once unsent.
     */
    private static HttpServerOptions limits() {
        return new HttpServerOptions().setMaxInitialLineLength(LONGEST_REQUEST_LINE).setMaxHeaderSize(LARGEST_HEAD)
                .setIdleTimeout(IDLE_SECONDS).setAcceptBacklog(BACKLOG).setTcpNoDelay(true)
                .setMaxChunkSize(PIECE).setHttp2ClearTextEnabled(false).setHandle100ContinueAutomatically(false);
    }

    private static HttpServerOptions secure(HttpFront.Tls tls) {
        return limits().setSsl(true).setEnabledSecureTransportProtocols(PROTOCOLS)
                .setKeyCertOptions(KeyCertOptions.wrap(tls.keys()));
    }

    /** The same with another certificate. */
    static ServerSSLOptions shown(X509KeyManager keys) {
        return secure(new HttpFront.Tls(0, keys)).getSslOptions();
    }
}
