package org.lianzhen.dicom.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import org.lianzhen.dicom.pdu.Pdu;
import org.lianzhen.dicom.pdu.PduEncoder;

/** Control PDUs out, and the two ways to close. */
final class Wire {
    private final Channel channel;
    private boolean outputClosed;

    Wire(Channel channel) {
        this.channel = channel;
    }

    /** Sends a PDU as one buffer, unless our side is closed already. */
    void send(Pdu pdu) {
        if (!outputClosed) {
            write(pdu);
        }
    }

    /**
     * Sends our last PDU and closes our side behind it. Closing the whole socket at once could destroy the PDU on its way: with
     * unread bytes in the receive buffer the operating system sends a reset instead.
     */
    void sendLast(Pdu pdu) {
        if (!outputClosed) {
            outputClosed = true;
            write(pdu).addListener((ChannelFutureListener) sent -> closeOutput());
        }
    }

    /** Closes the connection in both directions. */
    void close() {
        outputClosed = true;
        channel.close();
    }

    private ChannelFuture write(Pdu pdu) {
        return channel.writeAndFlush(PduEncoder.encode(pdu, channel.alloc()));
    }

    private void closeOutput() {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            shutdownOutput();
        } else {
            tls.closeOutbound().addListener(notified -> shutdownOutput());
        }
    }

    private void shutdownOutput() {
        if (channel instanceof DuplexChannel duplex && channel.isActive()) {
            duplex.shutdownOutput();
        }
    }
}
