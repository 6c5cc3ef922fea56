package org.lianzhen.dicom.vr;

/**
 * An AS value such as 018M.
 *
 * @param count 0 to 999
 */
public record AgeString(int count, Unit unit) {

    private static final int MAX_COUNT = 999;

    public AgeString {
        if (count < 0 || count > MAX_COUNT) {
            throw new InvalidValueException("AS counts from 0 to 999");
        }
    }

    /** What is counted. */
    public enum Unit {
        DAYS('D'), WEEKS('W'), MONTHS('M'), YEARS('Y');

        private final char letter;

        Unit(char letter) {
            this.letter = letter;
        }

        private static Unit ofLetter(char letter) {
            for (Unit unit : values()) {
                if (unit.letter == letter) {
                    return unit;
                }
            }
            throw new InvalidValueException("AS does not end with D, W, M or Y");
        }
    }

    /**
     * Reads three digits and a letter; fewer digits, as some senders write them, are accepted.
     *
     * @throws InvalidValueException when it is something else
     */
    public static AgeString parse(String value) {
        String text = Vr.AS.trim(value);
        int digits = text.length() - 1;
        if (digits < 1 || digits > 3 || !Digits.areAll(text.substring(0, digits))) {
            throw new InvalidValueException("AS is not of the form nnnY");
        }
        return new AgeString(Digits.at(text, 0, digits), Unit.ofLetter(text.charAt(digits)));
    }

    /** The value as an element carries it, with three digits. */
    public String format() {
        return "%03d%c".formatted(count, unit.letter);
    }
}
