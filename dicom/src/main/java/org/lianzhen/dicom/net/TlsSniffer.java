package org.lianzhen.dicom.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.Consumer;

/**
 * Stands before TLS on a TLS port until the first byte: plain DICOM or HTTP there is closed with a reason a person can use,
 * instead of a TLS alert that means nothing to the peer.
 */
final class TlsSniffer extends ChannelInboundHandlerAdapter {
    private static final int TLS_HANDSHAKE = 0x16;
    private static final int ASSOCIATE_RQ = 0x01;

    private final Consumer<String> refuse;

    TlsSniffer(Consumer<String> refuse) {
        this.refuse = refuse;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes && bytes.isReadable()) {
            int first = bytes.getUnsignedByte(bytes.readerIndex());
            if (first != TLS_HANDSHAKE) {
                bytes.release();
                refuse.accept(first == ASSOCIATE_RQ ? "plain DICOM on the TLS port" : "no TLS on the TLS port");
                return;
            }
            ctx.pipeline().remove(this);
        }
        ctx.fireChannelRead(message);
    }
}
