package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Writes PDUs: each control PDU as one buffer, and the headers that make a payload a P-DATA-TF. */
public final class PduEncoder {
    /** Bytes before the items of a PDU: type, reserved, length. */
    public static final int PDU_HEADER_LENGTH = 6;
    /** Bytes before the payload of a presentation data value: length, context id, message control header. */
    public static final int PDV_HEADER_LENGTH = 6;
    /** Bytes to leave free before the payload of a P-DATA-TF with one value. */
    public static final int P_DATA_HEADER_LENGTH = PDU_HEADER_LENGTH + PDV_HEADER_LENGTH;

    /** The part of a value's header that its length field counts. */
    private static final int CONTEXT_ID_AND_CONTROL = 2;
    private static final int LENGTH_OFFSET = 2;

    private PduEncoder() {}

    /**
     * The whole PDU in one buffer, which the caller owns.
     *
     * @throws IllegalArgumentException if an item does not fit its 16-bit length
     */
    public static ByteBuf encode(Pdu pdu, ByteBufAllocator allocator) {
        ByteBuf out = allocator.buffer();
        boolean completed = false;
        try {
            out.writeByte(ControlPduCodec.type(pdu)).writeByte(0).writeInt(0);
            ControlPduCodec.encode(out, pdu);
            out.setInt(LENGTH_OFFSET, out.writerIndex() - PDU_HEADER_LENGTH);
            completed = true;
            return out;
        } finally {
            if (!completed) {
                out.release();
            }
        }
    }

    /**
     * Writes the 6 bytes that start a P-DATA-TF.
     *
     * @param pduLength bytes that follow: all values with their headers
     */
    public static void writePDataHeader(ByteBuf out, int pduLength) {
        out.writeByte(PduType.P_DATA_TF).writeByte(0).writeInt(pduLength);
    }

    /**
     * Writes the 6 bytes that start a presentation data value.
     *
     * @param payloadLength bytes of command or data set that follow; must be even (peers abort on odd fragments)
     */
    public static void writePdvHeader(ByteBuf out, PdvHeader header, int payloadLength) {
        requireEven(payloadLength);
        out.writeInt(payloadLength + CONTEXT_ID_AND_CONTROL).writeByte(header.contextId()).writeByte(header.control());
    }

    /**
     * Sets the {@value #P_DATA_HEADER_LENGTH} bytes at {@code index} to the headers of a P-DATA-TF with a single value; reader
     * and writer index stay.
     *
     * @param payloadLength bytes of command or data set; must be even
     */
    public static void setPDataHeaders(ByteBuf out, int index, PdvHeader header, int payloadLength) {
        requireEven(payloadLength);
        int pdvLength = payloadLength + CONTEXT_ID_AND_CONTROL;
        out.setByte(index, PduType.P_DATA_TF).setByte(index + 1, 0);
        out.setInt(index + LENGTH_OFFSET, pdvLength + Integer.BYTES).setInt(index + PDU_HEADER_LENGTH, pdvLength);
        out.setByte(index + 10, header.contextId()).setByte(index + 11, header.control());
    }

    private static void requireEven(int payloadLength) {
        if (payloadLength < 0 || (payloadLength & 1) != 0) {
            throw new IllegalArgumentException("fragment of " + payloadLength + " bytes: must be even");
        }
    }
}
