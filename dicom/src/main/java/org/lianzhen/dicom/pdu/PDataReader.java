package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** Streams the presentation data values of one P-DATA-TF to the sink (PS3.8 section 9.3.5), piece by piece. */
final class PDataReader {
    /** The part of a value's header that its length field counts: context id and message control header. */
    private static final int COUNTED_HEADER = 2;
    private static final int LENGTH_FIELD = Integer.BYTES;

    private final PduSink sink;
    private final HeaderBytes header = new HeaderBytes();
    /** The value being read; null between values and inside a header. */
    private @Nullable PdvHeader current;
    /** Bytes of the value still to come. */
    private long valueRemaining;
    /** Bytes of the PDU after the value being read, or after the header byte read last. */
    private long pduRemaining;

    PDataReader(PduSink sink) {
        this.sink = sink;
    }

    /** The header of a P-DATA-TF was read, with a length that has room for a value. */
    void begin(long length) {
        pduRemaining = length;
    }

    /** Reads on, at most to the end of a value. */
    void read(ByteBuf in) {
        if (current == null) {
            current = readHeader(in);
        }
        if (current != null && (valueRemaining == 0 || in.isReadable())) {
            emit(current, in);
        }
    }

    /** Whether the PDU is complete. */
    boolean isDone() {
        return current == null && pduRemaining == 0;
    }

    private @Nullable PdvHeader readHeader(ByteBuf in) {
        while (in.isReadable()) {
            int count = header.add(in);
            pduRemaining--;
            if (count == LENGTH_FIELD) {
                readLength(header.lastFour());
            } else if (count == HeaderBytes.LENGTH) {
                pduRemaining -= valueRemaining;
                PdvHeader complete = PdvHeader.of(header.secondLast(), header.last());
                header.reset();
                return complete;
            }
        }
        return null;
    }

    private void readLength(long length) {
        if (length < COUNTED_HEADER || length > pduRemaining) {
            throw bad("value of " + length + " bytes with " + pduRemaining + " bytes left");
        }
        valueRemaining = length - COUNTED_HEADER;
    }

    private void emit(PdvHeader value, ByteBuf in) {
        int length = (int) Math.min(valueRemaining, in.readableBytes());
        valueRemaining -= length;
        boolean end = valueRemaining == 0;
        if (end) {
            current = null;
            requireRoomForValue();
        }
        sink.onPdv(value, length == 0 ? Unpooled.EMPTY_BUFFER : in.readRetainedSlice(length), end);
    }

    /** Refuses a PDU whose rest is too short for another value before waiting for that rest. */
    private void requireRoomForValue() {
        if (pduRemaining > 0 && pduRemaining < HeaderBytes.LENGTH) {
            throw bad(pduRemaining + " bytes too many");
        }
    }

    private static PduException bad(String what) {
        return new PduException(PduException.Kind.BAD_CONTENT, what + " in P-DATA-TF");
    }
}
