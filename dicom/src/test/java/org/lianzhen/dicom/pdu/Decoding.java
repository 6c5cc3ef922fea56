package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** Shorthand of the tests here: decode annotated hex and look at the outcome. */
final class Decoding {
    private Decoding() {}

    /** Everything in the hex, which must be whole PDUs, decoded with default limits. */
    static RecordingSink decode(String... annotated) {
        RecordingSink sink = new RecordingSink();
        ByteBuf in = AnnotatedHex.buffer(annotated);
        try (PduDecoder decoder = new PduDecoder(PduLimits.DEFAULT, sink)) {
            decoder.feed(in);
            assertThat(decoder.isBetweenPdus()).as("nothing missing").isTrue();
        } finally {
            assertThat(in.refCnt()).as("nobody else holds the input").isEqualTo(1);
            in.release();
        }
        return sink;
    }

    /** The one PDU in the hex. */
    static Pdu decodeOne(String annotated) {
        List<Object> received = decode(annotated).received;
        assertThat(received).hasSize(1);
        return (Pdu) received.getFirst();
    }

    /** The fault that the hex causes. */
    static PduException fault(String... annotated) {
        try {
            decode(annotated);
        } catch (PduException e) {
            return e;
        }
        throw new AssertionError("no fault");
    }
}
