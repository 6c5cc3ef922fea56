package org.lianzhen.dicom.dimse;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.List;
import org.lianzhen.dicom.dimse.RecordingDimseSink.Received;
import org.lianzhen.dicom.pdu.Pdu;
import org.lianzhen.dicom.pdu.PduDecoder;
import org.lianzhen.dicom.pdu.PduLimits;
import org.lianzhen.dicom.pdu.PduSink;
import org.lianzhen.dicom.pdu.PdvHeader;

/** One end of an established association without a network: what it sends is decoded by the other end at once. */
final class Endpoint {
    private static final int MTU = 1448;

    private final PdvSplitter splitter;
    private final RecordingDimseSink sink = new RecordingDimseSink();
    private final DimseAssembler assembler = new DimseAssembler(sink);
    private final ArrayDeque<Received> inbox = new ArrayDeque<>();
    private final PduDecoder decoder = new PduDecoder(PduLimits.DEFAULT, new PduSink() {
        @Override
        public void onPdu(Pdu pdu) {
            throw new AssertionError("no control PDU was sent: " + pdu);
        }

        @Override
        public void onPdv(PdvHeader header, ByteBuf piece, boolean endOfPdv) {
            assembler.accept(header, piece, endOfPdv);
        }
    });
    private Endpoint peer;

    private Endpoint(int peerMaxLength) {
        splitter = new PdvSplitter(PooledByteBufAllocator.DEFAULT, peerMaxLength, PdvSplitter.DEFAULT_OWN_MAX_LENGTH);
    }

    /** A requestor and an acceptor that each take PDUs up to these lengths. */
    static List<Endpoint> connected(int requestorMaxLength, int acceptorMaxLength) {
        Endpoint requestor = new Endpoint(acceptorMaxLength);
        Endpoint acceptor = new Endpoint(requestorMaxLength);
        requestor.peer = acceptor;
        acceptor.peer = requestor;
        return List.of(requestor, acceptor);
    }

    void send(int contextId, DimseMessage message) {
        transmit(splitter.message(contextId, message));
    }

    void send(int contextId, DimseMessage message, byte[] dataSet) {
        transmit(splitter.message(contextId, message, Unpooled.wrappedBuffer(dataSet)));
    }

    MessageWriter begin(int contextId, DimseMessage message) {
        return splitter.begin(contextId, message, this::transmit);
    }

    /** The next complete message received. */
    Received next() {
        inbox.addAll(sink.complete);
        sink.complete.clear();
        return inbox.remove();
    }

    boolean hasNext() {
        return !inbox.isEmpty() || !sink.complete.isEmpty();
    }

    boolean isMidMessage() {
        return assembler.isMidMessage();
    }

    private void transmit(ByteBuf bytes) {
        try {
            while (bytes.isReadable()) {
                peer.decoder.feed(bytes.readSlice(Math.min(MTU, bytes.readableBytes())));
            }
        } finally {
            bytes.release();
        }
    }
}
