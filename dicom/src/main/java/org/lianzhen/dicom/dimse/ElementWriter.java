package org.lianzhen.dicom.dimse;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes elements of group 0000 in Implicit VR Little Endian, in the order it is called. Null and empty values are left out. */
final class ElementWriter {
    private static final int MAX_ERROR_COMMENT = 64;

    private final ByteBuf out;

    ElementWriter(ByteBuf out) {
        this.out = out;
    }

    void u16(int element, @Nullable Integer value) {
        if (value != null) {
            header(element, 2);
            out.writeShortLE(value);
        }
    }

    void u32(int element, int value) {
        header(element, 4);
        out.writeIntLE(value);
    }

    void tags(int element, List<Integer> tags) {
        if (!tags.isEmpty()) {
            header(element, 4 * tags.size());
            for (int tag : tags) {
                out.writeShortLE(tag >>> 16);
                out.writeShortLE(tag);
            }
        }
    }

    void uid(int element, @Nullable String uid) {
        text(element, uid, (byte) 0);
    }

    void applicationEntity(int element, @Nullable String title) {
        text(element, title, (byte) ' ');
    }

    void comment(int element, @Nullable String comment) {
        if (comment != null) {
            text(element, printable(comment), (byte) ' ');
        }
    }

    private void text(int element, @Nullable String text, byte padding) {
        if (text == null || text.isEmpty()) {
            return;
        }
        if (text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "value of (0000,%04X) is not printable ASCII", element));
        }
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        header(element, bytes.length + (bytes.length & 1));
        out.writeBytes(bytes);
        if ((bytes.length & 1) != 0) {
            out.writeByte(padding);
        }
    }

    private void header(int element, int length) {
        out.writeShortLE(0x0000).writeShortLE(element).writeIntLE(length);
    }

    /** A command set has no character set, so only the default repertoire fits, without the value delimiter. */
    private static String printable(String comment) {
        StringBuilder text = new StringBuilder(MAX_ERROR_COMMENT);
        for (int i = 0; i < Math.min(comment.length(), MAX_ERROR_COMMENT); i++) {
            char c = comment.charAt(i);
            text.append(c < 0x20 || c == '\\' ? ' ' : c > 0x7E ? '?' : c);
        }
        return text.toString();
    }
}
