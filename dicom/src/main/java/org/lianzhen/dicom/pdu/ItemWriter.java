package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Writes items: type, reserved byte, 16-bit length, content. */
final class ItemWriter {
    private ItemWriter() {}

    /** Writes the header with an open length; returns the mark to give to {@link #end}. */
    static int begin(ByteBuf out, int type) {
        out.writeByte(type).writeByte(0);
        return beginLength(out);
    }

    /** Leaves room for a 16-bit length; returns the mark to give to {@link #end}. */
    static int beginLength(ByteBuf out) {
        out.writeShort(0);
        return out.writerIndex();
    }

    /** Fills in the length of everything written since the mark. */
    static void end(ByteBuf out, int mark) {
        int length = out.writerIndex() - mark;
        Checks.unsignedShort(length, "item length");
        out.setShort(mark - 2, length);
    }

    /** A whole item that holds nothing but a text. */
    static void text(ByteBuf out, int type, String text) {
        int mark = begin(out, type);
        out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
        end(out, mark);
    }

    /** A UID behind its own 16-bit length. */
    static void uidField(ByteBuf out, String uid) {
        int mark = beginLength(out);
        out.writeCharSequence(uid, StandardCharsets.US_ASCII);
        end(out, mark);
    }

    /** Bytes behind their own 16-bit length. */
    static void octetsField(ByteBuf out, Octets octets) {
        out.writeShort(octets.length()).writeBytes(octets.asByteBuffer());
    }
}
