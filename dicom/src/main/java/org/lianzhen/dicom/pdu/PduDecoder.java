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
    private final PduSink sink;
    private final PduHeaderReader header;
    private final ControlPduReader control;
    private final PDataReader data;
    private Phase phase = Phase.HEADER;

    private enum Phase {
        HEADER, CONTROL, DATA, CLOSED
    }

    /**
     * @param limits what to refuse
     * @param sink what to call; may close this decoder from within a call, which drops the bytes not yet looked at
     */
    public PduDecoder(PduLimits limits, PduSink sink) {
        this.sink = sink;
        header = new PduHeaderReader(limits);
        control = new ControlPduReader(sink);
        data = new PDataReader(sink);
    }

    /**
     * Reads all readable bytes. The caller keeps its reference to the buffer; pieces handed to the sink hold their own.
     * Once closed, which any exception does, everything fed is swallowed, as state 13 of the upper layer wants.
     *
     * @throws PduException if the bytes are no acceptable PDU
     */
    public void feed(ByteBuf in) {
        boolean completed = false;
        try {
            while (phase != Phase.CLOSED && in.isReadable()) {
                step(in);
            }
            completed = true;
        } finally {
            if (!completed) {
                close();
            }
            in.skipBytes(in.readableBytes());
        }
    }

    /** Whether the stream stands between two PDUs, so that its end here cuts nothing off. */
    public boolean isBetweenPdus() {
        return phase == Phase.HEADER && header.isEmpty();
    }

    /** Frees what was gathered of an unfinished PDU; idempotent. */
    @Override
    public void close() {
        phase = Phase.CLOSED;
        control.close();
    }

    private void step(ByteBuf in) {
        switch (phase) {
            case HEADER -> readHeader(in);
            case CONTROL -> readControl(in);
            case DATA -> readData(in);
            case CLOSED -> throw new IllegalStateException("closed");
        }
    }

    private void readHeader(ByteBuf in) {
        if (!header.read(in)) {
            return;
        }
        if (header.type() == PduType.P_DATA_TF) {
            data.begin(header.length());
            phase = Phase.DATA;
        } else {
            control.begin(header.type(), (int) header.length());
            phase = Phase.CONTROL;
        }
    }

    private void readControl(ByteBuf in) {
        Pdu pdu = control.read(in);
        if (pdu != null && phase == Phase.CONTROL) {
            phase = Phase.HEADER;
            sink.onPdu(pdu);
        }
    }

    private void readData(ByteBuf in) {
        data.read(in);
        if (phase == Phase.DATA && data.isDone()) {
            phase = Phase.HEADER;
        }
    }
}
