package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;

/** Takes what a {@link PduDecoder} finds, in the order of the stream and on the thread that feeds it. */
public interface PduSink {
    /** A whole control PDU. */
    void onPdu(Pdu pdu);

    /**
     * The next bytes of a presentation data value, as they arrived. Every value ends with exactly one call whose
     * {@code endOfPdv} is true; a value without bytes is one call with an empty piece.
     *
     * @param header of the value this piece belongs to
     * @param piece the bytes; the sink owns them and must release them. A slice of what was fed, not a copy
     * @param endOfPdv whether this piece completes the value
     */
    void onPdv(PdvHeader header, ByteBuf piece, boolean endOfPdv);

    /**
     * Something the peer does against the standard that is tolerated, worth a line in the log: an even context id, a NUL-padded AE
     * title, an unknown item. Called before the PDU it belongs to, a few times per PDU at most.
     */
    default void onIrregularity(String what) {}
}
