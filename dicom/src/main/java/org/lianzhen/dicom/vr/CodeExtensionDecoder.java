package org.lianzhen.dicom.vr;

import org.jspecify.annotations.Nullable;

/**
 * Reads one value field with code extensions. What senders get wrong is mended where the meaning is clear, and marked
 * as malformed: a missing escape sequence before the bytes of the only set that has such bytes, and a missing return to
 * single bytes before a delimiter.
 */
final class CodeExtensionDecoder {

    static final byte ESC = 0x1B;

    private final CodeExtensionCodec codec;
    private final Bytes bytes;
    private final Vr vr;
    private final StringBuilder text;
    private GraphicSet left;
    private @Nullable GraphicSet right;
    private int at;
    private boolean malformed;
    private boolean lossy;

    CodeExtensionDecoder(CodeExtensionCodec codec, Bytes bytes, Vr vr) {
        this.codec = codec;
        this.bytes = bytes;
        this.vr = vr;
        this.text = new StringBuilder(bytes.length());
        this.left = codec.left();
        this.right = codec.right();
    }

    DecodedText decode() {
        while (at < bytes.length()) {
            int b = bytes.u8(at);
            if (b == ESC) {
                escape();
            } else if (b < 0x20 || b == 0x7F) {
                end(b);
            } else if (b < 0x80) {
                left(b);
            } else {
                right(b);
            }
        }
        return new DecodedText(text.toString(), malformed, lossy);
    }

    private void escape() {
        Designation designation = Designation.at(bytes, at + 1);
        if (designation == null) {
            meaningless(1);
            return;
        }
        if (designation.right()) {
            right = designation.set();
        } else {
            left = designation.set();
        }
        at += 1 + designation.length();
    }

    /** A control character or delimiter: behind it the initial sets are in force again. */
    private void end(int b) {
        text.append((char) b);
        at++;
        left = codec.left();
        right = codec.right();
    }

    private void left(int b) {
        if (b == ' ') {
            text.append(' ');
            at++;
        } else if (!left.isDoubleByte()) {
            single(left, b);
        } else if (isPair(0x21, 0x7E)) {
            pair(left);
        } else {
            malformed = true;
            single(codec.left(), b);
        }
    }

    private void single(GraphicSet set, int b) {
        if (TextCodec.isDelimiter(b, vr)) {
            end(b);
        } else {
            append(set.decode(b & 0x7F), 1);
        }
    }

    private void right(int b) {
        GraphicSet set = right;
        if (set == null) {
            malformed = true;
            set = codec.likelyRight();
        }
        if (set == null) {
            meaningless(1);
        } else if (!set.isDoubleByte()) {
            append(b < 0xA0 ? CodeTable.NONE : set.decode(b & 0x7F), 1);
        } else if (isPair(0xA1, 0xFE)) {
            pair(set);
        } else {
            meaningless(1);
        }
    }

    private boolean isPair(int lowest, int highest) {
        return at + 1 < bytes.length() && isBetween(bytes.u8(at), lowest, highest)
                && isBetween(bytes.u8(at + 1), lowest, highest);
    }

    private static boolean isBetween(int b, int lowest, int highest) {
        return b >= lowest && b <= highest;
    }

    private void pair(GraphicSet set) {
        append(set.decode((bytes.u8(at) & 0x7F) << 8 | (bytes.u8(at + 1) & 0x7F)), 2);
    }

    private void append(char c, int length) {
        if (c == CodeTable.NONE) {
            meaningless(length);
        } else {
            text.append(c);
            at += length;
        }
    }

    private void meaningless(int length) {
        text.append(CodeTable.NONE);
        at += length;
        malformed = true;
        lossy = true;
    }
}
