package org.lianzhen.dicom.vr;

/** Bytes to text and back in one Specific Character Set. Stateless: may be used by any thread. */
sealed interface TextCodec permits WholeTextCodec, CodeExtensionCodec {

    DecodedText decode(Bytes bytes, Vr vr);

    Bytes encode(String text, Vr vr);

    static TextCodec of(DefinedTerms terms) {
        Repertoire first = terms.repertoires().getFirst();
        return first.isWhole() ? new WholeTextCodec(first) : CodeExtensionCodec.of(terms.repertoires());
    }

    /** Whether the character ends a value, a component or a component group. */
    static boolean isDelimiter(int c, Vr vr) {
        return switch (c) {
            case '\\' -> vr.isMultiValued();
            case '^', '=' -> vr == Vr.PN;
            default -> false;
        };
    }

    static UnmappableTextException unmappable(String text, int index) {
        int codePoint = text.codePointAt(index);
        return new UnmappableTextException(
                "no code for U+%04X at index %d in the character set".formatted(codePoint, index), codePoint, index);
    }
}
