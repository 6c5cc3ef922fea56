package org.lianzhen.dicom.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.DecimalString;
import org.lianzhen.dicom.vr.IntegerString;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.dicom.vr.Vr;

/**
 * Writes numbers as JSON numbers, and as strings where a reader that knows only doubles would lose digits, which PS3.18 section F.2.3
 * allows for DS, IS, SV and UV. Infinity and NaN are the strings "inf", "-inf" and "NaN".
 */
final class NumberWriter {
    /** What fits a double for sure. */
    private static final int SAFE_DIGITS = 15;
    private static final long SAFE_INTEGER = (1L << 53) - 1;
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private NumberWriter() {}

    /** Writes the value at {@code index} of a binary number or AT. */
    static void write(JsonGenerator out, Value value, int index) throws IOException {
        Bytes bytes = value.bytes();
        int at = index * value.vr().fixedLength();
        switch (value.vr()) {
            case US -> out.writeNumber(bytes.u16(at));
            case SS -> out.writeNumber(bytes.i16(at));
            case UL -> out.writeNumber(bytes.u32(at));
            case SL -> out.writeNumber(bytes.i32(at));
            case SV -> signed(out, bytes.i64(at));
            case UV -> unsigned(out, bytes.i64(at));
            case FL -> single(out, bytes.f32(at));
            case FD -> twofold(out, bytes.f64(at));
            case AT -> out.writeString(ElementPath.key(bytes.u16(at) << 16 | bytes.u16(at + 2)));
            default -> throw new IllegalArgumentException(value.vr() + " is no binary number");
        }
    }

    /** Writes a DS or IS: its own digits where JSON allows them, so that they come back unchanged. */
    static void write(JsonGenerator out, Vr vr, String text) throws IOException {
        String number = number(text);
        if (isSafe(number) && (vr == Vr.DS || isInteger(text))) {
            out.writeNumber(number);
        } else {
            out.writeString(text);
        }
    }

    /** The number in JSON's grammar, which knows no "+5", ".5", "5." or "007"; empty for what is no number a double holds. */
    private static String number(String text) {
        try {
            BigDecimal value = DecimalString.parse(text);
            String number = JSON_NUMBER.matcher(text).matches() ? text : DecimalString.format(value);
            return Double.isFinite(value.doubleValue()) ? number : "";
        } catch (InvalidValueException _) {
            return "";
        }
    }

    private static boolean isSafe(String number) {
        return JSON_NUMBER.matcher(number).matches() && number.length() <= DecimalString.MAX_LENGTH
                && number.chars().filter(Character::isDigit).count() <= SAFE_DIGITS;
    }

    private static boolean isInteger(String text) {
        try {
            IntegerString.parse(text);
            return true;
        } catch (InvalidValueException _) {
            return false;
        }
    }

    private static void signed(JsonGenerator out, long number) throws IOException {
        if (number >= -SAFE_INTEGER && number <= SAFE_INTEGER) {
            out.writeNumber(number);
        } else {
            out.writeString(Long.toString(number));
        }
    }

    private static void unsigned(JsonGenerator out, long number) throws IOException {
        if (number >= 0 && number <= SAFE_INTEGER) {
            out.writeNumber(number);
        } else {
            out.writeString(Long.toUnsignedString(number));
        }
    }

    private static void single(JsonGenerator out, float number) throws IOException {
        if (Float.isFinite(number)) {
            out.writeNumber(number);
        } else {
            special(out, number);
        }
    }

    private static void twofold(JsonGenerator out, double number) throws IOException {
        if (Double.isFinite(number)) {
            out.writeNumber(number);
        } else {
            special(out, number);
        }
    }

    private static void special(JsonGenerator out, double number) throws IOException {
        out.writeString(Double.isNaN(number) ? "NaN" : number > 0 ? "inf" : "-inf");
    }
}
