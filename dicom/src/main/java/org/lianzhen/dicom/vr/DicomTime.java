package org.lianzhen.dicom.vr;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/**
 * A TM value, which may leave out its last parts.
 *
 * @param time the earliest time that the value can mean
 * @param digits how many digits were given: 2 the hour, 4 minutes too, 6 seconds, 7 to 12 fractions
 */
public record DicomTime(LocalTime time, int digits) {

    private static final int WHOLE_DIGITS = 6;
    private static final int MAX_DIGITS = 12;

    public DicomTime {
        if (digits < 2 || digits > MAX_DIGITS || digits == 3 || digits == 5) {
            throw new InvalidValueException("TM has 2, 4, 6 or 7 to 12 digits");
        }
        time = truncated(time, digits);
    }

    /** Clears what the given number of digits of a time does not tell. */
    static LocalTime truncated(LocalTime time, int digits) {
        return switch (digits) {
            case 2 -> time.truncatedTo(ChronoUnit.HOURS);
            case 4 -> time.truncatedTo(ChronoUnit.MINUTES);
            default -> {
                long unit = unitNanos(digits - WHOLE_DIGITS);
                yield LocalTime.ofNanoOfDay(time.toNanoOfDay() / unit * unit);
            }
        };
    }

    /** A time to the microsecond. */
    public static DicomTime of(LocalTime time) {
        return new DicomTime(time, MAX_DIGITS);
    }

    /**
     * Reads {@code HH}, {@code HHMM}, {@code HHMMSS} or {@code HHMMSS.FFFFFF} with one to six digits of fraction, and
     * with colons as written before DICOM 3.0. A leap second 60 is read as 59. Padding is ignored.
     *
     * @throws InvalidValueException when it is none of these
     */
    public static DicomTime parse(String value) {
        String text = Vr.TM.trim(value);
        if (text.length() >= 5 && text.charAt(2) == ':' && (text.length() == 5 || text.charAt(5) == ':')) {
            text = text.replace(":", "");
        }
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        String fraction = point < 0 ? "" : text.substring(point + 1);
        requireForm(whole, fraction, point >= 0);
        return of(whole, fraction);
    }

    private static void requireForm(String whole, String fraction, boolean hasPoint) {
        boolean evenPair = whole.length() <= WHOLE_DIGITS && whole.length() % 2 == 0 && Digits.areAll(whole);
        boolean goodFraction = !hasPoint || (whole.length() == WHOLE_DIGITS && fraction.length() <= 6
                && Digits.areAll(fraction));
        if (!evenPair || !goodFraction) {
            throw new InvalidValueException("TM is not of the form HHMMSS.FFFFFF");
        }
    }

    /** Both parts are known to be digits in a permitted number. */
    static DicomTime of(String whole, String fraction) {
        int second = Digits.atOr(whole, 4, 2, 0);
        try {
            LocalTime time = LocalTime.of(Digits.at(whole, 0, 2), Digits.atOr(whole, 2, 2, 0),
                    second == 60 ? 59 : second, Digits.nanos(fraction));
            return new DicomTime(time, whole.length() + fraction.length());
        } catch (DateTimeException e) {
            throw new InvalidValueException("TM is not a time of day", e);
        }
    }

    /**
     * Reads a query value: one time, or a range such as {@code 0800-}, {@code -12}, {@code 0800-1200}. A side that
     * leaves out its last parts covers them whole, so {@code 08} lasts until 08:59:59.999999999.
     *
     * @throws InvalidValueException when a time in it is invalid, or there is none
     */
    public static ValueRange<LocalTime> parseRange(String value) {
        String text = Vr.TM.trim(value);
        RangeText sides = RangeText.split(text, text.indexOf('-'), "TM");
        return new ValueRange<>(sides.from().isEmpty() ? null : parse(sides.from()).time(),
                sides.to().isEmpty() ? null : parse(sides.to()).latest());
    }

    /** The last nanosecond that the value can mean. */
    public LocalTime latest() {
        return switch (digits) {
            case 2 -> time.withMinute(59).withSecond(59).withNano(999_999_999);
            case 4 -> time.withSecond(59).withNano(999_999_999);
            default -> time.plusNanos(unitNanos(digits - WHOLE_DIGITS) - 1);
        };
    }

    static long unitNanos(int fractionDigits) {
        long unit = 1_000_000_000;
        for (int i = 0; i < fractionDigits; i++) {
            unit /= 10;
        }
        return unit;
    }

    /** The value as an element carries it, with as many digits as are known. */
    public String format() {
        String whole = "%02d%02d%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
        if (digits <= WHOLE_DIGITS) {
            return whole.substring(0, digits);
        }
        return whole + '.' + "%09d".formatted(time.getNano()).substring(0, digits - WHOLE_DIGITS);
    }
}
