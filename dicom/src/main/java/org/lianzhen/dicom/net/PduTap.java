package org.lianzhen.dicom.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.function.Consumer;
import org.lianzhen.dicom.dimse.DimseAssembler;
import org.lianzhen.dicom.dimse.DimseMessage;
import org.lianzhen.dicom.dimse.DimseProtocolException;
import org.lianzhen.dicom.dimse.DimseSink;
import org.lianzhen.dicom.dimse.RefusedRequest;
import org.lianzhen.dicom.pdu.Pdu;
import org.lianzhen.dicom.pdu.PduDecoder;
import org.lianzhen.dicom.pdu.PduEncoder;
import org.lianzhen.dicom.pdu.PduException;
import org.lianzhen.dicom.pdu.PduLimits;
import org.lianzhen.dicom.pdu.PduSink;
import org.lianzhen.dicom.pdu.PdvHeader;

/** Tells what passes between a connection and its upper layer, and changes nothing of it. */
final class PduTap extends ChannelDuplexHandler {
    private final Direction sent;
    private final Direction received;

    PduTap(Consumer<TracedPdu> listener) {
        sent = new Direction(true, listener);
        received = new Direction(false, listener);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        sent.look(message);
        super.write(ctx, message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        received.look(message);
        super.channelRead(ctx, message);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        sent.decoder.close();
        received.decoder.close();
    }

    /** One direction: the same decoders as those of the association, so that the trace says what they see. */
    private static final class Direction implements PduSink, DimseSink {
        private final boolean sent;
        private final Consumer<TracedPdu> listener;
        private final PduDecoder decoder = new PduDecoder(PduLimits.DEFAULT, this);
        private final DimseAssembler messages = new DimseAssembler(this);
        private long position;
        private long pduBegan;
        private long value;
        private ByteBuf current = Unpooled.EMPTY_BUFFER;

        Direction(boolean sent, Consumer<TracedPdu> listener) {
            this.sent = sent;
            this.listener = listener;
        }

        void look(Object message) {
            if (!(message instanceof ByteBuf bytes)) {
                return;
            }
            current = bytes.duplicate();
            position -= current.readerIndex();
            int end = current.writerIndex();
            try {
                decoder.feed(current);
            } catch (PduException fault) {
                listener.accept(new TracedPdu.Unreadable(sent, fault.kind(), String.valueOf(fault.getMessage())));
            }
            position += end;
        }

        @Override
        public void onPdu(Pdu pdu) {
            long end = position + current.readerIndex();
            listener.accept(new TracedPdu.Control(sent, pdu, end - pduBegan - PduEncoder.PDU_HEADER_LENGTH));
            pduBegan = end;
        }

        @Override
        public void onPdv(PdvHeader header, ByteBuf piece, boolean endOfPdv) {
            value += piece.readableBytes();
            pduBegan = position + current.readerIndex();
            if (endOfPdv) {
                listener.accept(new TracedPdu.Value(sent, header, value));
                value = 0;
            }
            try {
                messages.accept(header, piece, endOfPdv);
            } catch (DimseProtocolException fault) {
                listener.accept(new TracedPdu.Unreadable(sent, PduException.Kind.BAD_CONTENT,
                        String.valueOf(fault.getMessage())));
            }
        }

        @Override
        public void onMessage(int contextId, DimseMessage message) {
            listener.accept(new TracedPdu.Command(sent, contextId, message));
        }

        @Override
        public void onRefused(int contextId, RefusedRequest refused) {
            listener.accept(new TracedPdu.Unreadable(sent, PduException.Kind.BAD_CONTENT,
                    "a request that lacks what it must have"));
        }

        @Override
        public void onDataSet(ByteBuf chunk) {
            chunk.release();
        }

        @Override
        public void onDataSetEnd() {
            // the last value has been told
        }
    }
}
