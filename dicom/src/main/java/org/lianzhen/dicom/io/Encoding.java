package org.lianzhen.dicom.io;

import org.lianzhen.dicom.dict.TransferSyntax;

/** How element headers and numbers are laid out (PS3.5 section 7.1 and annex A). */
enum Encoding {
    IMPLICIT_LITTLE(false, false), EXPLICIT_LITTLE(true, false), EXPLICIT_BIG(true, true);

    private final boolean explicit;
    private final boolean bigEndian;

    Encoding(boolean explicit, boolean bigEndian) {
        this.explicit = explicit;
        this.bigEndian = bigEndian;
    }

    static Encoding of(TransferSyntax syntax) {
        return !syntax.explicitVr() ? IMPLICIT_LITTLE : syntax.bigEndian() ? EXPLICIT_BIG : EXPLICIT_LITTLE;
    }

    /** A transfer syntax of this encoding: the declared one if it is. */
    TransferSyntax correct(TransferSyntax declared) {
        if (of(declared) == this) {
            return declared;
        }
        return switch (this) {
            case IMPLICIT_LITTLE -> TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
            case EXPLICIT_LITTLE -> TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
            case EXPLICIT_BIG -> TransferSyntax.EXPLICIT_VR_BIG_ENDIAN;
        };
    }

    boolean explicit() {
        return explicit;
    }

    boolean bigEndian() {
        return bigEndian;
    }
}
