package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what a decoder finds: control PDUs, and presentation data values put together from their pieces. */
public final class RecordingSink implements PduSink {
    /** A complete presentation data value; the payload as hex. */
    public record Value(PdvHeader header, String payload) {}

    /** Control PDUs and values in the order of the stream. */
    public final List<Object> received = new ArrayList<>();
    /** What was tolerated. */
    public final List<String> irregularities = new ArrayList<>();
    /** Number of pieces. */
    public int pieces;
    private final StringBuilder payload = new StringBuilder();
    private @Nullable PdvHeader open;

    @Override
    public void onPdu(Pdu pdu) {
        requireNoOpenValue();
        received.add(pdu);
    }

    @Override
    public void onPdv(PdvHeader header, ByteBuf piece, boolean endOfPdv) {
        if (open != null && !open.equals(header)) {
            throw new AssertionError("piece of " + header + " inside " + open);
        }
        pieces++;
        payload.append(ByteBufUtil.hexDump(piece));
        piece.release();
        open = endOfPdv ? null : header;
        if (endOfPdv) {
            received.add(new Value(header, payload.toString()));
            payload.setLength(0);
        }
    }

    @Override
    public void onIrregularity(String what) {
        irregularities.add(what);
    }

    private void requireNoOpenValue() {
        if (open != null) {
            throw new AssertionError("control PDU inside " + open);
        }
    }
}
