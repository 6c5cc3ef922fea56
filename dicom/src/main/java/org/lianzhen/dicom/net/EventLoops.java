package org.lianzhen.dicom.net;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * The fixed set of threads that serve every association of a process, whatever their number: epoll where the native
 * library loads, NIO elsewhere. One instance is shared by all servers and clients of the process.
 */
public final class EventLoops implements AutoCloseable {
    /** Not 0: Netty's loops then may end before they have closed their channels. */
    private static final int QUIET_MILLIS = 1;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final EventLoopGroup group;
    private final boolean epoll;

    private EventLoops(EventLoopGroup group, boolean epoll) {
        this.group = group;
        this.epoll = epoll;
    }

    /**
     * Starts the threads.
     *
     * @param threads how many, at least 1; twice the number of cores is plenty
     */
    public static EventLoops start(int threads) {
        return start(threads, Epoll.isAvailable());
    }

    /** As {@link #start(int)}, but portable NIO even where epoll is available. */
    public static EventLoops startNio(int threads) {
        return start(threads, false);
    }

    private static EventLoops start(int threads, boolean epoll) {
        if (threads < 1) {
            throw new IllegalArgumentException("event loops need at least one thread, not " + threads);
        }
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        var names = new DefaultThreadFactory("dicom", true);
        return new EventLoops(new MultiThreadIoEventLoopGroup(threads, names, io), epoll);
    }

    /** Whether Linux's epoll is used, and with it options such as TCP_QUICKACK. */
    public boolean usesEpoll() {
        return epoll;
    }

    EventLoopGroup group() {
        return group;
    }

    Class<? extends ServerChannel> serverChannel() {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    Class<? extends Channel> clientChannel() {
        return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /** Stops the threads; associations still open are cut. The stage completes when the last thread has ended. */
    public CompletionStage<Void> stop() {
        var stopped = new CompletableFuture<Void>();
        group.shutdownGracefully(QUIET_MILLIS, CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .addListener(done -> stopped.complete(null));
        return stopped;
    }

    /** {@link #stop()} without waiting. */
    @Override
    public void close() {
        stop();
    }
}
