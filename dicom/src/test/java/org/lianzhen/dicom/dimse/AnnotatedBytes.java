package org.lianzhen.dicom.dimse;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Reads bytes written down as hexadecimal digits with spaces and comments from '#' to the end of the line. */
final class AnnotatedBytes {
    private AnnotatedBytes() {}

    static byte[] bytes(String annotated) {
        String digits = annotated.lines().map(line -> line.split("#", 2)[0].replace(" ", ""))
                .collect(Collectors.joining());
        return HexFormat.of().parseHex(digits);
    }

    /** On the heap and never pooled: needs no release. */
    static ByteBuf buffer(String annotated) {
        return Unpooled.wrappedBuffer(bytes(annotated));
    }
}
