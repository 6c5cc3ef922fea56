package org.lianzhen.dicom.vr;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes one value field with code extensions. The initial sets are in force again before every delimiter and control
 * character and at the end, so each component announces its sets anew (PS3.5 section 6.1.2.5.3).
 */
final class CodeExtensionEncoder {

    private final CodeExtensionCodec codec;
    private final Vr vr;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private GraphicSet left;
    private @Nullable GraphicSet right;

    CodeExtensionEncoder(CodeExtensionCodec codec, Vr vr) {
        this.codec = codec;
        this.vr = vr;
        this.left = codec.left();
        this.right = codec.right();
    }

    Bytes encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (TextCodec.isDelimiter(c, vr) || isControl(c)) {
                end();
                out.write(c);
            } else {
                GraphicSet set = setFor(c);
                if (set == null) {
                    throw TextCodec.unmappable(text, i);
                }
                write(set, c);
            }
        }
        end();
        return Bytes.wrap(out.toByteArray());
    }

    /** ESC is none here: it would begin an escape sequence, so no text can have it. */
    private static boolean isControl(char c) {
        return (c < 0x20 || c == 0x7F) && c != CodeExtensionDecoder.ESC;
    }

    private void end() {
        if (left != codec.left()) {
            designate(codec.left());
        }
        GraphicSet initial = codec.right();
        if (initial != null && right != initial) {
            designate(initial);
        }
        right = initial;
    }

    private @Nullable GraphicSet setFor(char c) {
        if (has(left, c)) {
            return left;
        }
        if (right != null && has(right, c)) {
            return right;
        }
        for (GraphicSet set : codec.sets()) {
            if (has(set, c)) {
                return set;
            }
        }
        return null;
    }

    private boolean has(GraphicSet set, char c) {
        if (c == ' ') {
            return !set.isDoubleByte() && !set.isRight();
        }
        int code = set.encode(c);
        // the yen sign has the code of the delimiter
        return code != 0 && (set.isRight() || !TextCodec.isDelimiter(code, vr));
    }

    private void write(GraphicSet set, char c) {
        if (set != left && set != right) {
            designate(set);
        }
        int code = c == ' ' ? ' ' : set.encode(c);
        int high = set.isRight() ? 0x80 : 0;
        if (set.isDoubleByte()) {
            out.write(code >> 8 | high);
        }
        out.write((code & 0xFF) | high);
    }

    private void designate(GraphicSet set) {
        out.write(CodeExtensionDecoder.ESC);
        out.writeBytes(set.designation().getBytes(StandardCharsets.US_ASCII));
        if (set.isRight()) {
            right = set;
        } else {
            left = set;
        }
    }
}
