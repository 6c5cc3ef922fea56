package org.lianzhen.dicom.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections of one server, on all its event loops: set up, counted, and brought to an end together. */
@Sharable
final class ServerConnections extends ChannelInitializer<Channel> {
    private static final Logger LOG = LoggerFactory.getLogger(ServerConnections.class);
    /** Connections without an association that may stand beside a full house, so that these can be told why. */
    private static final int ANTEROOM = 1_000;

    private final ServerOptions options;
    private final AssociationRegister register;
    private final Reminders reminders = new Reminders();
    private final Map<Channel, ServerConnection> open = new ConcurrentHashMap<>();
    private volatile @Nullable CompletableFuture<Void> stopped;

    ServerConnections(ServerOptions options) {
        this.options = options;
        this.register = new AssociationRegister(options.caps());
    }

    int associations() {
        return register.total();
    }

    int count() {
        return open.size();
    }

    @Override
    protected void initChannel(Channel channel) {
        var peer = (InetSocketAddress) channel.remoteAddress();
        if (stopped != null || open.size() >= options.caps().total() + ANTEROOM) {
            LOG.info("No association with {}: {}", peer, stopped != null ? "the server stops" : "too many connections");
            channel.close();
            return;
        }
        options.events().connected(peer);
        SocketOptions.apply(channel);
        var connection = new ServerConnection(channel, options, register, reminders);
        open.put(channel, connection);
        channel.closeFuture().addListener(closed -> closed(channel));
        if (options.tls() != null) {
            channel.pipeline().addLast(new TlsSniffer(connection::drop),
                    Tls.accepting(channel, options.tls().get()));
        }
        channel.pipeline().addLast(connection.handler());
    }

    private void closed(Channel channel) {
        open.remove(channel);
        completeIfStopped();
    }

    private void completeIfStopped() {
        CompletableFuture<Void> waiting = stopped;
        if (waiting != null && open.isEmpty()) {
            waiting.complete(null);
        }
    }

    /** Ends every connection; the future completes when the last one is closed. */
    void stop(Duration limit, EventExecutor timer, CompletableFuture<Void> whenClosed) {
        stopped = whenClosed;
        forEach(ServerConnection::drain);
        timer.schedule(() -> forEach(connection -> connection.abort("the server stops")), limit.toNanos(),
                TimeUnit.NANOSECONDS);
        completeIfStopped();
    }

    private void forEach(Consumer<ServerConnection> work) {
        open.forEach((channel, connection) -> OnLoop.run(channel, () -> work.accept(connection)));
    }
}
