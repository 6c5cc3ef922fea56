package org.lianzhen.dicom.net;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;

/** How every socket is set up. */
final class SocketOptions {
    /** Receive buffers start small, for thousands of quiet peers, and grow with what a fast one sends. */
    private static final int SMALLEST_READ = 512;
    private static final int FIRST_READ = 2 * 1024;
    private static final int LARGEST_READ = 256 * 1024;
    /** Above the high mark no more data is drawn from sources until the socket has drained to the low one. */
    private static final WriteBufferWaterMark WATER_MARKS = new WriteBufferWaterMark(64 * 1024, 256 * 1024);
    /**
     * What the operating system may hold unsent. It would take megabytes, and over a line of 64 kbit/s say nothing for minutes:
     * as if the peer stood still.
     */
    private static final long UNSENT = 64 * 1024;

    private SocketOptions() {}

    static void apply(Channel channel) {
        ChannelConfig config = channel.config();
        config.setOption(ChannelOption.TCP_NODELAY, true);
        config.setOption(ChannelOption.SO_KEEPALIVE, true);
        config.setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(SMALLEST_READ, FIRST_READ, LARGEST_READ));
        config.setWriteBufferWaterMark(WATER_MARKS);
        if (channel instanceof EpollSocketChannel) {
            config.setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT);
        }
    }
}
