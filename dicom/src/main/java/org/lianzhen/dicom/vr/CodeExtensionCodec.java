package org.lianzhen.dicom.vr;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Single-byte repertoires, and those of several bytes that ISO 2022 escape sequences switch to (PS3.5 section 6.1.2.5).
 *
 * @param left the initial set of bytes without the high bit (G0)
 * @param right the initial set of bytes with the high bit (G1); null when there is none
 * @param sets every set that the attribute names, in its order
 */
record CodeExtensionCodec(GraphicSet left, @Nullable GraphicSet right, List<GraphicSet> sets) implements TextCodec {

    static CodeExtensionCodec of(List<Repertoire> repertoires) {
        Set<GraphicSet> sets = new LinkedHashSet<>();
        repertoires.forEach(repertoire -> sets.addAll(repertoire.sets()));
        Repertoire initial = repertoires.getFirst();
        GraphicSet left = initial.left();
        return new CodeExtensionCodec(left == null ? GraphicSet.ASCII : left, initial.right(), List.copyOf(sets));
    }

    @Override
    public DecodedText decode(Bytes bytes, Vr vr) {
        if (left == GraphicSet.ASCII && isPlain(bytes)) {
            String text = new String(bytes.array(), bytes.offset(), bytes.length(), StandardCharsets.US_ASCII);
            return new DecodedText(text, false, false);
        }
        return new CodeExtensionDecoder(this, bytes, vr).decode();
    }

    private static boolean isPlain(Bytes bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            byte b = bytes.get(i);
            if (b < 0 || b == CodeExtensionDecoder.ESC) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Bytes encode(String text, Vr vr) {
        return new CodeExtensionEncoder(this, vr).encode(text);
    }

    /** The set to try on bytes with the high bit when the escape sequence before them is missing. */
    @Nullable
    GraphicSet likelyRight() {
        for (GraphicSet set : sets) {
            if (set.isRight()) {
                return set;
            }
        }
        return null;
    }
}
