package org.lianzhen.dicom.json;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.lianzhen.dicom.vr.DecimalString;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.dicom.vr.Vr;

/** Turns JSON numbers, or the strings that stand for them, into the bytes of binary representations. */
final class BinaryNumber {
    private static final BigInteger TWO_TO_64 = BigInteger.TWO.pow(64);
    private static final int TAG_DIGITS = 8;
    private static final int MAX_DIGITS = 64;

    private BinaryNumber() {}

    /** @throws InvalidValueException when the value is none or out of range */
    static void put(ByteBuffer to, Vr vr, JsonValue value) {
        switch (vr) {
            case AT -> putTag(to, value);
            case FL -> to.putFloat(single(value));
            case FD -> to.putDouble(real(value));
            case US -> to.putShort((short) within(value, 0, 0xFFFF));
            case SS -> to.putShort((short) within(value, Short.MIN_VALUE, Short.MAX_VALUE));
            case UL -> to.putInt((int) within(value, 0, 0xFFFF_FFFFL));
            case SL -> to.putInt((int) within(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case SV -> to.putLong(within(value, Long.MIN_VALUE, Long.MAX_VALUE));
            case UV -> to.putLong(unsigned(value));
            default -> throw new InvalidValueException(vr + " has no Value");
        }
    }

    /** The whole number that the digits say, also as "1.0" or "1e3". */
    static BigInteger integer(String digits) {
        try {
            return DecimalString.parse(digits).toBigIntegerExact();
        } catch (ArithmeticException _) {
            throw new InvalidValueException("no whole number");
        }
    }

    private static String digits(JsonValue value) {
        return switch (value) {
            case JsonValue.Digits(String digits) -> digits;
            case JsonValue.Text(String text) when text.length() <= MAX_DIGITS -> text.strip();
            default -> throw new InvalidValueException("no number");
        };
    }

    private static long within(JsonValue value, long least, long most) {
        BigInteger number = integer(digits(value));
        if (number.bitLength() > Long.SIZE - 1 || number.longValue() < least || number.longValue() > most) {
            throw new InvalidValueException("number out of range");
        }
        return number.longValue();
    }

    private static long unsigned(JsonValue value) {
        BigInteger number = integer(digits(value));
        if (number.signum() < 0 || number.compareTo(TWO_TO_64) >= 0) {
            throw new InvalidValueException("number out of range");
        }
        return number.longValue();
    }

    private static float single(JsonValue value) {
        double number = real(value);
        float single = (float) number;
        if (Float.isInfinite(single) && !Double.isInfinite(number)) {
            throw new InvalidValueException("number out of range");
        }
        return single;
    }

    /** Null is what some servers write for NaN. */
    private static double real(JsonValue value) {
        if (value == JsonValue.Empty.NULL) {
            return Double.NaN;
        }
        String digits = digits(value);
        return switch (digits) {
            case "NaN" -> Double.NaN;
            case "inf", "+inf", "Infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> finite(digits);
        };
    }

    private static double finite(String digits) {
        DecimalString.parse(digits);
        double real = Double.parseDouble(digits);
        if (Double.isInfinite(real)) {
            throw new InvalidValueException("number out of range");
        }
        return real;
    }

    private static void putTag(ByteBuffer to, JsonValue value) {
        if (!(value instanceof JsonValue.Text(String text)) || text.length() != TAG_DIGITS
                || !text.chars().allMatch(HexFormat::isHexDigit)) {
            throw new InvalidValueException("AT is no tag of eight hexadecimal digits");
        }
        int tag = HexFormat.fromHexDigits(text);
        to.putShort((short) (tag >>> 16)).putShort((short) tag);
    }
}
