package org.lianzhen.dicom.vr;

/**
 * The two sides of a range query such as {@code 20200101-20200131}, one of which may be empty. A single value stands
 * on both sides.
 */
record RangeText(String from, String to) {

    /** Splits at the hyphen at the given index, or not at all when it is negative. */
    static RangeText split(String text, int hyphen, String representation) {
        RangeText sides = hyphen < 0 ? new RangeText(text, text)
                : new RangeText(text.substring(0, hyphen).strip(), text.substring(hyphen + 1).strip());
        if (sides.from.isEmpty() && sides.to.isEmpty()) {
            throw new InvalidValueException(representation + " range is open on both sides");
        }
        return sides;
    }
}
