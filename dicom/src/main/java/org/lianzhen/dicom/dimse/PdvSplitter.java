package org.lianzhen.dicom.dimse;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.function.Consumer;
import org.lianzhen.dicom.pdu.PduEncoder;
import org.lianzhen.dicom.pdu.PdvHeader;

/**
 * Makes P-DATA-TF PDUs of messages for one association, none longer than the peer's maximum length. Every PDU holds one presentation
 * data value with an even number of bytes, because common peers abort on odd fragments. A data set with an odd number of bytes, as some
 * deflate streams have, gets one zero byte at its end (PS3.5 section A.5 asks for it).
 *
 * <p>Small messages become one buffer, to be written at once: a response in two writes costs the peer's delayed acknowledgement.
 */
public final class PdvSplitter {

    /** Longest PDU we send to a peer that takes any length (0). */
    public static final int DEFAULT_OWN_MAX_LENGTH = 128 * 1024;

    /** Smallest maximum length that leaves room for an even fragment. */
    public static final int SMALLEST_MAX_LENGTH = PduEncoder.PDV_HEADER_LENGTH + 2;

    private static final long UNLIMITED = 0;

    private final ByteBufAllocator allocator;
    private final int maxPayload;

    /**
     * @param peerMaxLength the maximum length the peer stated: of the PDU without its 6-byte header; 0 is unlimited
     * @param ownMaxLength the most we want to send, counted the same way
     * @throws DimseProtocolException when the peer's maximum leaves no room for any data
     */
    public PdvSplitter(ByteBufAllocator allocator, long peerMaxLength, int ownMaxLength) {
        if (ownMaxLength < SMALLEST_MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "own maximum length " + ownMaxLength + " is below " + SMALLEST_MAX_LENGTH);
        }
        if (peerMaxLength != UNLIMITED && peerMaxLength < SMALLEST_MAX_LENGTH) {
            throw new DimseProtocolException(
                    "peer's maximum PDU length " + peerMaxLength + " leaves no room for data, at least "
                            + SMALLEST_MAX_LENGTH + " is needed");
        }
        this.allocator = allocator;
        long length = peerMaxLength == UNLIMITED ? ownMaxLength : Math.min(peerMaxLength, ownMaxLength);
        this.maxPayload = (int) (length - PduEncoder.PDV_HEADER_LENGTH) & ~1;
    }

    /** The largest fragment in bytes; even. */
    public int maxPayload() {
        return maxPayload;
    }

    /** A message without data set, as one buffer that the caller owns. */
    public ByteBuf message(int contextId, DimseMessage message) {
        if (message.hasDataSet()) {
            throw new IllegalArgumentException(message.commandField() + " needs its data set");
        }
        return command(contextId, message);
    }

    /**
     * A message with a data set that is at hand, copied into one buffer that the caller owns. For small ones; large ones go through
     * {@link #begin}.
     *
     * @param dataSet is released
     */
    public ByteBuf message(int contextId, DimseMessage message, ByteBuf dataSet) {
        try {
            requireDataSet(message);
            ByteBuf out = command(contextId, message);
            copy(contextId, false, dataSet, out);
            return out;
        } finally {
            dataSet.release();
        }
    }

    /**
     * Starts a message whose data set comes in chunks. Until it is finished or discarded no other message may be sent.
     *
     * @param out takes the buffers to write, in order, and owns them
     */
    public MessageWriter begin(int contextId, DimseMessage message, Consumer<ByteBuf> out) {
        requireDataSet(message);
        return new MessageWriter(this, contextId, command(contextId, message), out);
    }

    ByteBufAllocator allocator() {
        return allocator;
    }

    private static void requireDataSet(DimseMessage message) {
        if (!message.hasDataSet()) {
            throw new IllegalArgumentException(message.commandField() + " has no data set");
        }
    }

    private ByteBuf command(int contextId, DimseMessage message) {
        ByteBuf out = allocator.buffer(512);
        out.writeZero(PduEncoder.P_DATA_HEADER_LENGTH);
        CommandSetCodec.encode(message, out);
        int length = out.readableBytes() - PduEncoder.P_DATA_HEADER_LENGTH;
        if (length <= maxPayload) {
            PduEncoder.setPDataHeaders(out, 0, PdvHeader.of(contextId, true, true), length);
            return out;
        }
        try {
            ByteBuf split = allocator.buffer(2 * length);
            copy(contextId, true, out.skipBytes(PduEncoder.P_DATA_HEADER_LENGTH), split);
            return split;
        } finally {
            out.release();
        }
    }

    private void copy(int contextId, boolean command, ByteBuf from, ByteBuf to) {
        boolean last;
        do {
            int payload = Math.min(from.readableBytes(), maxPayload);
            last = payload == from.readableBytes();
            to.ensureWritable(PduEncoder.P_DATA_HEADER_LENGTH + payload);
            int padding = payload & 1;
            int at = to.writerIndex();
            to.writeZero(PduEncoder.P_DATA_HEADER_LENGTH);
            PduEncoder.setPDataHeaders(to, at, PdvHeader.of(contextId, command, last), payload + padding);
            to.writeBytes(from, payload).writeZero(padding);
        } while (!last);
    }
}
