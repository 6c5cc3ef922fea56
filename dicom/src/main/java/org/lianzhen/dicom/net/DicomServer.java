package org.lianzhen.dicom.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Accepts associations on one port for any number of AE titles. */
public final class DicomServer {
    /** A burst of associations waits here, not in SYN retries of 1, 3, 7 seconds. */
    private static final int BACKLOG = 4_096;

    private final Channel listening;
    private final ServerConnections connections;

    private DicomServer(Channel listening, ServerConnections connections) {
        this.listening = listening;
        this.connections = connections;
    }

    /**
     * Starts to listen.
     *
     * @return fails with a {@link BindException} that names the address if it cannot
     */
    public static CompletionStage<DicomServer> listen(EventLoops loops, ServerOptions options) {
        var connections = new ServerConnections(options);
        var listening = new CompletableFuture<DicomServer>();
        new ServerBootstrap().group(loops.group()).channel(loops.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG).option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(connections).bind(options.address())
                .addListener((ChannelFutureListener) bound -> {
                    if (bound.isSuccess()) {
                        listening.complete(new DicomServer(bound.channel(), connections));
                    } else {
                        listening.completeExceptionally(cannotListen(options.address(), bound.cause()));
                    }
                });
        return listening;
    }

    private static BindException cannotListen(InetSocketAddress address, Throwable cause) {
        var fault = new BindException("cannot listen on " + address + ": " + cause.getMessage());
        fault.initCause(cause);
        return fault;
    }

    /** Where it listens, with the port picked. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** Associations at this moment, established or just being decided on. */
    public int associations() {
        return connections.associations();
    }

    /** TCP connections at this moment, including those without an association yet or any more. */
    public int connections() {
        return connections.count();
    }

    /**
     * Stops accepting, lets running operations end, releases every association, and aborts what is left after the limit.
     *
     * @return completes when the last connection is closed
     */
    public CompletionStage<Void> stop(Duration limit) {
        var closed = new CompletableFuture<Void>();
        listening.close().addListener(done -> connections.stop(limit, listening.eventLoop(), closed));
        return closed;
    }
}
