package org.lianzhen.dicom.vr;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** DS values: decimal numbers of at most 16 characters. */
public final class DecimalString {

    /** Longest value that may be written. */
    public static final int MAX_LENGTH = 16;

    /** Longest value that is read: senders print doubles with all their digits. */
    private static final int MAX_READ_LENGTH = 64;

    /** Beyond doubles; a number such as 1E999999999 would take gigabytes to write out. */
    private static final int MAX_EXPONENT = 400;

    /** Above it, the nearest number of few digits may be more than a double holds. */
    private static final double LARGEST_TO_ROUND = 1.7976931E308;

    private DecimalString() {}

    /**
     * Reads one value. Spaces around it are ignored; up to 64 characters are accepted.
     *
     * @throws InvalidValueException when it is no decimal number or beyond 10^400
     */
    public static BigDecimal parse(String value) {
        String text = Vr.DS.trim(value);
        if (text.length() > MAX_READ_LENGTH || !text.chars().allMatch(DecimalString::isAllowed)) {
            throw new InvalidValueException("DS is no decimal number");
        }
        try {
            BigDecimal number = new BigDecimal(text);
            if (number.signum() == 0) {
                return BigDecimal.ZERO;
            }
            if (Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT) {
                throw new InvalidValueException("DS is beyond 10^" + MAX_EXPONENT);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new InvalidValueException("DS is no decimal number", e);
        }
    }

    private static boolean isAllowed(int c) {
        return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.' || c == 'E' || c == 'e';
    }

    /**
     * The nearest number that 16 characters can express, written as short as that number allows.
     *
     * @throws InvalidValueException when it is not finite, or so large or small that its exponent leaves no digit
     */
    public static String format(double number) {
        if (!Double.isFinite(number)) {
            throw new InvalidValueException("DS cannot express infinity or NaN");
        }
        RoundingMode mode = Math.abs(number) > LARGEST_TO_ROUND ? RoundingMode.DOWN : RoundingMode.HALF_EVEN;
        return format(BigDecimal.valueOf(number), mode);
    }

    /** As {@link #format(double)}. */
    public static String format(BigDecimal number) {
        return format(number, RoundingMode.HALF_EVEN);
    }

    private static String format(BigDecimal number, RoundingMode mode) {
        BigDecimal shortest = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        for (int digits = Math.min(shortest.precision(), MAX_LENGTH); digits > 0; digits--) {
            BigDecimal rounded = shortest.round(new MathContext(digits, mode)).stripTrailingZeros();
            for (Form form : Form.values()) {
                String text = form.write(rounded);
                if (!text.isEmpty() && text.length() <= MAX_LENGTH) {
                    return text;
                }
            }
        }
        throw new InvalidValueException("DS cannot express the number in " + MAX_LENGTH + " characters");
    }

    /** Ways to write the same digits, the most readable first. */
    private enum Form {
        PLAIN, SCIENTIFIC,
        /** All digits before the exponent: one character shorter, for want of a point, where the exponent is negative. */
        WHOLE;

        /** Empty where the form has no sense. BigDecimal's own form spends a character on the plus sign. */
        String write(BigDecimal number) {
            String digits = number.unscaledValue().toString();
            int point = number.signum() < 0 ? 2 : 1;
            long exponent = (long) number.precision() - number.scale() - 1;
            return switch (this) {
                case PLAIN -> Math.abs((long) number.scale()) <= MAX_LENGTH ? number.toPlainString() : "";
                case SCIENTIFIC -> digits.substring(0, point) + (digits.length() == point ? "" : ".")
                        + digits.substring(point) + "E" + exponent;
                case WHOLE -> digits + "E" + -(long) number.scale();
            };
        }
    }
}
