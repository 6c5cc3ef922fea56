package org.lianzhen.dicom.vr;

/** Text that a Specific Character Set cannot express. Nothing is ever replaced by a question mark instead. */
public final class UnmappableTextException extends InvalidValueException {

    private final int codePoint;
    private final int index;

    UnmappableTextException(String message, int codePoint, int index) {
        super(message);
        this.codePoint = codePoint;
        this.index = index;
    }

    /** The first character without a code, as a Unicode code point. */
    public int codePoint() {
        return codePoint;
    }

    /** Where it stands, in UTF-16 units of the text. */
    public int index() {
        return index;
    }
}
