package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;

/** Reads hex with comments: from {@code #} to the end of a line nothing counts, nor does white space. */
public final class AnnotatedHex {
    private AnnotatedHex() {}

    /** The bytes. */
    public static byte[] bytes(String annotated) {
        return HexFormat.of().parseHex(annotated.replaceAll("#.*|\\s", ""));
    }

    /** The bytes in a buffer that the caller owns. */
    public static ByteBuf buffer(String... annotated) {
        ByteBuf all = Unpooled.buffer();
        for (String each : annotated) {
            all.writeBytes(bytes(each));
        }
        return all;
    }
}
