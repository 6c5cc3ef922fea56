package org.lianzhen.dicom.image;

/** How the components of a JPEG-LS image take turns (ISO/IEC 14495-1 annex C.2.3). */
public enum Interleave {
    /** Each component has a scan of its own. */
    NONE(0),
    /** A line of each component, then the next lines. */
    LINE(1),
    /** A sample of each component, then the next samples. */
    SAMPLE(2);

    private final int code;

    Interleave(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Interleave of(int code) {
        return switch (code) {
            case 0 -> NONE;
            case 1 -> LINE;
            case 2 -> SAMPLE;
            default -> throw ImageException.malformed("JPEG-LS with interleave mode " + code);
        };
    }
}
