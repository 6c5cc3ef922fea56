package org.lianzhen.dicom.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.DimseProtocolException;
import org.lianzhen.dicom.net.Association.Traffic;
import org.lianzhen.dicom.pdu.Abort;
import org.lianzhen.dicom.pdu.PduDecoder;
import org.lianzhen.dicom.pdu.PduException;
import org.lianzhen.dicom.pdu.PduLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between a channel and its upper layer: opening, bytes, faults, closing. */
final class AssociationHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(AssociationHandler.class);

    private final Channel channel;
    private final InetSocketAddress peer;
    private final UpperLayer layer;
    private final PduDecoder decoder;
    private final Opening opening;
    private @Nullable Conversation conversation;
    private volatile long received;
    private String lostBecause = "closed by the peer";

    AssociationHandler(Channel channel, InetSocketAddress peer, AssociationOptions options, Opening opening) {
        this.channel = channel;
        this.peer = peer;
        this.opening = opening;
        this.layer = new UpperLayer(channel, opening.isRequestor(), options.timeouts(), opening);
        this.decoder = new PduDecoder(new PduLimits(PduLimits.DEFAULT.associate(), options.maxPduAccepted()), layer);
    }

    /** Who leads a connection to its association. */
    interface Opening extends UpperLayerUser {
        /** Whether our side asks for the association. */
        boolean isRequestor();

        /** The TCP connection is there. */
        void connected();

        /** TLS is there. */
        default void secured() {}
    }

    Channel channel() {
        return channel;
    }

    InetSocketAddress peer() {
        return peer;
    }

    UpperLayer layer() {
        return layer;
    }

    /** The association is there: it wants to know when the socket takes more. */
    void handTo(Conversation established) {
        conversation = established;
    }

    Traffic traffic() {
        return new Traffic(received, conversation == null ? 0 : conversation.bytesSent());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        opening.connected();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                opening.secured();
            } else {
                exceptionCaught(ctx, handshake.cause());
            }
        }
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by the event loop only
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var bytes = (ByteBuf) message;
        received += bytes.readableBytes();
        try {
            decoder.feed(bytes);
        } catch (PduException fault) {
            layer.invalid(fault);
        } catch (DimseProtocolException fault) {
            layer.abort(new AssociationEnd.AbortedByUs(Abort.byUser(), String.valueOf(fault.getMessage())));
        } finally {
            bytes.release();
        }
    }

    /**
     * Acknowledges at once while a response is awaited: common peers send it in two pieces and wait for the acknowledgement of
     * the first, which Linux otherwise delays by 40 ms. The option does not last, so it is set again after each read.
     */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (opening.isRequestor() && channel instanceof EpollSocketChannel && conversation != null
                && conversation.awaitsResponses()) {
            channel.config().setOption(EpollChannelOption.TCP_QUICKACK, true);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (conversation != null) {
            conversation.writabilityChanged();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        String where = received == 0 ? "" : decoder.isBetweenPdus() ? " between two PDUs" : " in the middle of a PDU";
        decoder.close();
        layer.disconnected(lostBecause + where);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable root = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        if (root instanceof SSLException) {
            layer.drop("TLS failed: " + root.getMessage());
        } else if (root instanceof IOException) {
            lostBecause = String.valueOf(root.getMessage());
            ctx.close();
        } else {
            LOG.error("Fault in the association with {}", peer, cause);
            layer.abort(new AssociationEnd.AbortedByUs(Abort.byUser(), "a fault of ours: " + root));
        }
    }
}
