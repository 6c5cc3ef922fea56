package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the content of one control PDU and decodes it. Content that is there at once is decoded in place; otherwise memory
 * grows with what has arrived, never with what the length field promises.
 */
final class ControlPduReader implements AutoCloseable {
    private static final int FIRST_ALLOCATION = 256;

    private final PduSink sink;
    private @Nullable ByteBuf gathered;
    private int type;
    private int length;

    ControlPduReader(PduSink sink) {
        this.sink = sink;
    }

    /** The header of a control PDU was read. */
    void begin(int newType, int newLength) {
        type = newType;
        length = newLength;
    }

    /** Reads on; the PDU when it is complete, null before. */
    @Nullable
    Pdu read(ByteBuf in) {
        if (gathered == null && in.readableBytes() >= length) {
            return decode(in.readSlice(length));
        }
        ByteBuf content = gathered;
        if (content == null) {
            content = in.alloc().buffer(Math.min(length, FIRST_ALLOCATION), length);
            gathered = content;
        }
        content.writeBytes(in, Math.min(in.readableBytes(), length - content.readableBytes()));
        return content.readableBytes() < length ? null : decodeGathered(content);
    }

    private Pdu decodeGathered(ByteBuf content) {
        try {
            return decode(content);
        } finally {
            close();
        }
    }

    private Pdu decode(ByteBuf content) {
        return ControlPduCodec.decode(type, content, new Irregularities(sink));
    }

    @Override
    public void close() {
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
    }
}
