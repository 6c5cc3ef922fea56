package org.lianzhen.dicom.vr;

import org.jspecify.annotations.Nullable;

/**
 * An escape sequence that puts a graphic set into place.
 *
 * @param set the set
 * @param right whether it goes to G1
 * @param length bytes, without ESC
 */
record Designation(GraphicSet set, boolean right, int length) {

    private static final int LONGEST = 3;

    /**
     * Reads the escape sequence whose ESC stands before the given index. Sets are also accepted in the place where the
     * standard does not put them (katakana in G0, JIS X 0208 in G1), and JIS X 0208 in its first edition.
     *
     * @return null when it designates nothing that we know
     */
    static @Nullable Designation at(Bytes bytes, int index) {
        StringBuilder sequence = new StringBuilder(LONGEST);
        for (int i = index; i < bytes.length() && sequence.length() < LONGEST; i++) {
            char c = (char) bytes.u8(i);
            sequence.append(c);
            if (c < 0x20 || c > 0x7E) {
                return null;
            }
            if (c > 0x2F) {
                return of(sequence.toString());
            }
        }
        return null;
    }

    private static @Nullable Designation of(String sequence) {
        boolean right = sequence.indexOf(')') >= 0 || sequence.charAt(0) == '-';
        for (GraphicSet set : GraphicSet.values()) {
            if (kind(set.designation()).equals(kind(sequence))) {
                return new Designation(set, right, sequence.length());
            }
        }
        return null;
    }

    /** The sequence as if it went to G0, in the current edition: what is left tells the set. */
    private static String kind(String sequence) {
        String left = sequence.replace(')', '(').replace("$(", "$");
        return left.equals("$@") ? "$B" : left;
    }
}
