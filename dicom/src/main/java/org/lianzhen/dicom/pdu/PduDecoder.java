package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;

/**
 * Turns a stream of bytes into PDUs, whatever the chunks it is fed. Control PDUs are handed over whole; P-DATA-TF is handed
 * over piece by piece as it arrives, without a copy. Every length is checked as soon as it is known, so memory per
 * association is bounded by {@link PduLimits#associate} while an association is negotiated and is nothing afterwards.
 * <p>
 * Not thread-safe: owned by whoever owns the connection.
 */
public final class PduDecoder implements AutoCloseable {
    private final PduLimits limits;
    private final PduSink sink;

    /**
     * @param limits what to refuse
     * @param sink what to call; may close this decoder from within a call, which drops the bytes not yet looked at
     */
    public PduDecoder(PduLimits limits, PduSink sink) {
        this.limits = limits;
        this.sink = sink;
    }

    /**
     * Reads all readable bytes. The caller keeps its reference to the buffer; pieces handed to the sink hold their own.
     * After a fault, and once closed, everything fed is swallowed, as state 13 of the upper layer wants.
     *
     * @throws PduException if the bytes are no acceptable PDU
     */
    public void feed(ByteBuf in) {
        if (in.isReadable()) {
            throw new UnsupportedOperationException(limits + " " + sink);
        }
    }

    /** Whether the stream stands between two PDUs: an end of stream here cuts nothing off. */
    public boolean isBetweenPdus() {
        return true;
    }

    /** Frees what was kept of an unfinished PDU. Idempotent. */
    @Override
    public void close() {}
}
