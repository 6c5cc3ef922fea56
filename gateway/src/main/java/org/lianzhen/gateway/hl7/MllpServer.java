package org.lianzhen.gateway.hl7;

import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for messages. */
public final class MllpServer {
    private static final Logger LOG = LoggerFactory.getLogger(MllpServer.class);
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

    private final Vertx vertx;
    private final Limits limits;
    private final Handler handler;
    private final NetServer server;
    private final AtomicInteger open = new AtomicInteger();

    /** Answers messages. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Called on an event loop; must not block.
         *
         * @param message without its frame
         * @param peer from where it came
         * @return the answer, without a frame; a failure ends the connection without one
         */
        CompletionStage<byte[]> answer(byte[] message, InetAddress peer);
    }

    /**
     * Where to listen.
     *
     * @param port 0 picks a free one
     * @param keys what is shown over TLS; null to listen without
     */
    public record Address(InetAddress bind, int port, @Nullable X509KeyManager keys) {}

    /**
     * How much is taken.
     *
     * @param largest bytes of a message
     * @param idle after which a connection without a word is closed
     * @param connections at a time
     */
    public record Limits(int largest, Duration idle, int connections) {
        /** A message of orders has some kilobytes; systems keep their connections open. */
        public static final Limits STANDARD = new Limits(1024 * 1024, Duration.ofMinutes(10), 200);
    }

    private MllpServer(Vertx vertx, Address address, Limits limits, Handler handler) {
        this.vertx = vertx;
        this.limits = limits;
        this.handler = handler;
        this.server = vertx.createNetServer(options(address, limits)).connectHandler(this::connected);
    }

    /** @return completed when it listens */
    public static CompletionStage<MllpServer> start(Vertx vertx, Address address, Limits limits, Handler handler) {
        var server = new MllpServer(vertx, address, limits, handler);
        return server.server.listen().map(server).toCompletionStage();
    }

    private static NetServerOptions options(Address address, Limits limits) {
        NetServerOptions options = new NetServerOptions().setHost(address.bind().getHostAddress())
                .setPort(address.port()).setIdleTimeout((int) limits.idle().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS).setTcpKeepAlive(true);
        X509KeyManager keys = address.keys();
        return keys == null ? options : secured(options, keys);
    }

    private static NetServerOptions secured(NetServerOptions options, X509KeyManager keys) {
        return options.setSsl(true).setEnabledSecureTransportProtocols(PROTOCOLS)
                .setKeyCertOptions(KeyCertOptions.wrap(keys));
    }

    private void connected(NetSocket socket) {
        if (open.incrementAndGet() > limits.connections()) {
            open.decrementAndGet();
            LOG.warn("{} is not let in: {} connections are open", socket.remoteAddress(), limits.connections());
            socket.close();
            return;
        }
        var connection = new MllpConnection(socket, handler, new MllpFrames(limits.largest()),
                vertx.getOrCreateContext());
        socket.closeHandler(closed -> {
            open.decrementAndGet();
            connection.end();
        });
        connection.begin();
    }

    /** Shows another certificate to whoever connects from now on. */
    public CompletionStage<Boolean> show(X509KeyManager keys) {
        return server.updateSSLOptions(secured(new NetServerOptions(), keys).getSslOptions()).toCompletionStage();
    }

    public int port() {
        return server.actualPort();
    }

    /** Ends it, with the connections that are open. */
    public CompletionStage<Void> stop() {
        return server.close().toCompletionStage();
    }
}
