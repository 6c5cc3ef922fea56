package org.lianzhen.dicom.vr;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A DT value, which may leave out its last parts and its offset from UTC.
 *
 * @param dateTime the earliest time that the value can mean
 * @param digits how many digits were given: 4 the year, 6 the month, 8 the day, 10 the hour, 12 minutes, 14 seconds,
 *        15 to 20 fractions
 * @param offset from UTC; null when Timezone Offset From UTC (0008,0201) or the sender's place decides
 */
public record DicomDateTime(LocalDateTime dateTime, int digits, @Nullable ZoneOffset offset) {

    private static final int DATE_DIGITS = 8;
    private static final int WHOLE_DIGITS = 14;
    private static final int OFFSET_LENGTH = 5;

    public DicomDateTime {
        boolean pairs = digits >= 4 && digits <= WHOLE_DIGITS && digits % 2 == 0;
        if (!pairs && (digits <= WHOLE_DIGITS || digits > WHOLE_DIGITS + 6)) {
            throw new InvalidValueException("DT has 4, 6, 8, 10, 12, 14 or 15 to 20 digits");
        }
        dateTime = truncated(dateTime, digits);
    }

    private static LocalDateTime truncated(LocalDateTime dateTime, int digits) {
        return switch (digits) {
            case 4 -> dateTime.toLocalDate().withDayOfYear(1).atStartOfDay();
            case 6 -> dateTime.toLocalDate().withDayOfMonth(1).atStartOfDay();
            case 8 -> dateTime.toLocalDate().atStartOfDay();
            default -> dateTime.with(DicomTime.truncated(dateTime.toLocalTime(), digits - DATE_DIGITS));
        };
    }

    /** A time to the microsecond in a known offset. */
    public static DicomDateTime of(LocalDateTime dateTime, ZoneOffset offset) {
        return new DicomDateTime(dateTime, WHOLE_DIGITS + 6, offset);
    }

    /**
     * Reads {@code YYYYMMDDHHMMSS.FFFFFF&ZZXX}, from which everything after the year may be missing, from the end of
     * the digits. A leap second 60 is read as 59. Padding is ignored.
     *
     * @throws InvalidValueException when it is not of this form, or no such time exists
     */
    public static DicomDateTime parse(String value) {
        String text = Vr.DT.trim(value);
        int sign = Math.max(text.indexOf('+'), text.indexOf('-'));
        ZoneOffset offset = sign < 0 ? null : offset(text.substring(sign));
        String digits = sign < 0 ? text : text.substring(0, sign);
        int point = digits.indexOf('.');
        String whole = point < 0 ? digits : digits.substring(0, point);
        String fraction = point < 0 ? "" : digits.substring(point + 1);
        requireForm(whole, fraction, point >= 0);
        return new DicomDateTime(LocalDateTime.of(date(whole), time(whole, fraction)),
                whole.length() + fraction.length(), offset);
    }

    private static void requireForm(String whole, String fraction, boolean hasPoint) {
        boolean pairs = whole.length() >= 4 && whole.length() <= WHOLE_DIGITS && whole.length() % 2 == 0
                && Digits.areAll(whole);
        boolean goodFraction = !hasPoint || (whole.length() == WHOLE_DIGITS && fraction.length() <= 6
                && Digits.areAll(fraction));
        if (!pairs || !goodFraction) {
            throw new InvalidValueException("DT is not of the form YYYYMMDDHHMMSS.FFFFFF&ZZXX");
        }
    }

    private static LocalDate date(String whole) {
        try {
            return LocalDate.of(Digits.at(whole, 0, 4), Digits.atOr(whole, 4, 2, 1), Digits.atOr(whole, 6, 2, 1));
        } catch (DateTimeException e) {
            throw new InvalidValueException("DT is not a day of the calendar", e);
        }
    }

    private static LocalTime time(String whole, String fraction) {
        return whole.length() <= DATE_DIGITS ? LocalTime.MIDNIGHT
                : DicomTime.of(whole.substring(DATE_DIGITS), fraction).time();
    }

    private static ZoneOffset offset(String text) {
        if (!isOffset(text)) {
            throw new InvalidValueException("DT has an offset that is not of the form +HHMM between -1200 and +1400");
        }
        int minutes = Digits.at(text, 1, 2) * 60 + Digits.at(text, 3, 2);
        return ZoneOffset.ofTotalSeconds((text.charAt(0) == '-' ? -minutes : minutes) * 60);
    }

    private static boolean isOffset(String text) {
        if (text.length() != OFFSET_LENGTH || !Digits.areAll(text.substring(1))) {
            return false;
        }
        int limit = text.charAt(0) == '-' ? 1200 : 1400;
        return Digits.at(text, 1, 4) <= limit && Digits.at(text, 3, 2) < 60;
    }

    /**
     * Reads a query value: one time, or a range. A hyphen with four digits up to 1200 behind it is an offset, any other
     * one separates the sides. A side that leaves out its last parts covers them whole.
     *
     * @param zone of values without an offset
     * @throws InvalidValueException when a time in it is invalid, or there is none
     */
    public static ValueRange<Instant> parseRange(String value, ZoneId zone) {
        String text = Vr.DT.trim(value);
        RangeText sides = RangeText.split(text, rangeHyphen(text), "DT");
        return new ValueRange<>(sides.from().isEmpty() ? null : parse(sides.from()).earliest(zone),
                sides.to().isEmpty() ? null : parse(sides.to()).latest(zone));
    }

    private static int rangeHyphen(String text) {
        int hyphen = text.indexOf('-');
        if (hyphen > 0 && isOffset(text.substring(hyphen, Math.min(text.length(), hyphen + OFFSET_LENGTH)))) {
            boolean offsetEnds = text.length() == hyphen + OFFSET_LENGTH || text.charAt(hyphen + OFFSET_LENGTH) == '-';
            return offsetEnds ? text.indexOf('-', hyphen + 1) : hyphen;
        }
        return hyphen;
    }

    /** The first instant that the value can mean. */
    public Instant earliest(ZoneId zone) {
        return dateTime.atZone(offset == null ? zone : offset).toInstant();
    }

    /** The last nanosecond that the value can mean. */
    public Instant latest(ZoneId zone) {
        LocalDateTime next = switch (digits) {
            case 4 -> dateTime.plusYears(1);
            case 6 -> dateTime.plusMonths(1);
            case 8 -> dateTime.plusDays(1);
            case 10 -> dateTime.plusHours(1);
            case 12 -> dateTime.plusMinutes(1);
            default -> dateTime.plusNanos(DicomTime.unitNanos(digits - WHOLE_DIGITS));
        };
        return next.atZone(offset == null ? zone : offset).toInstant().minusNanos(1);
    }

    /**
     * The value as an element carries it, with as many digits as are known.
     *
     * @throws InvalidValueException when the year does not fit into four digits
     */
    public String format() {
        String date = new DicomDate(dateTime.toLocalDate()).format();
        String given = digits <= DATE_DIGITS ? date.substring(0, digits)
                : date + new DicomTime(dateTime.toLocalTime(), digits - DATE_DIGITS).format();
        return offset == null ? given : given + formatted(offset);
    }

    private static String formatted(ZoneOffset offset) {
        int minutes = offset.getTotalSeconds() / 60;
        return "%s%02d%02d".formatted(minutes < 0 ? "-" : "+", Math.abs(minutes) / 60, Math.abs(minutes) % 60);
    }
}
