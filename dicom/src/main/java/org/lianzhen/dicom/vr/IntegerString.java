package org.lianzhen.dicom.vr;

/** IS values: integers from -2^31 to 2^31-1 in at most 12 characters. */
public final class IntegerString {

    /** Longest value that may be written. */
    public static final int MAX_LENGTH = 12;

    private static final int MAX_READ_LENGTH = 64;

    private IntegerString() {}

    /**
     * Reads one value. Spaces around it are ignored, so are leading zeros and a plus sign.
     *
     * @throws InvalidValueException when it is no integer or out of range
     */
    public static int parse(String value) {
        String text = Vr.IS.trim(value);
        boolean signed = text.startsWith("-") || text.startsWith("+");
        if (text.length() > MAX_READ_LENGTH || !Digits.areAll(signed ? text.substring(1) : text)) {
            throw new InvalidValueException("IS is no integer");
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InvalidValueException("IS is not between -2^31 and 2^31-1", e);
        }
    }

    /** The value as an element carries it. */
    public static String format(int number) {
        return Integer.toString(number);
    }
}
