package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.HexFormat;

/** Shorthand of the tests here: encode and look at the bytes. */
final class Encoding {
    private Encoding() {}

    /** The hex of the encoded PDU, without spaces. */
    static String encode(Pdu pdu) {
        ByteBuf out = PduEncoder.encode(pdu, ByteBufAllocator.DEFAULT);
        try {
            return ByteBufUtil.hexDump(out);
        } finally {
            out.release();
        }
    }

    static void assertEncodes(Pdu pdu, String annotated) {
        assertThat(encode(pdu)).isEqualTo(HexFormat.of().formatHex(AnnotatedHex.bytes(annotated)));
    }
}
