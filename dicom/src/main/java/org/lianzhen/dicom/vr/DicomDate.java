package org.lianzhen.dicom.vr;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** A DA value. Times of day and zones are not part of it. */
public record DicomDate(LocalDate date) implements Comparable<DicomDate> {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.BASIC_ISO_DATE;

    /**
     * Reads {@code 19970701}, and {@code 1997.07.01} as written before DICOM 3.0. Padding is ignored.
     *
     * @throws InvalidValueException when it is neither, or the calendar has no such day
     */
    public static DicomDate parse(String value) {
        String text = Vr.DA.trim(value);
        boolean legacy = text.length() == 10 && text.charAt(4) == '.' && text.charAt(7) == '.';
        String digits = legacy ? text.substring(0, 4) + text.substring(5, 7) + text.substring(8) : text;
        if (digits.length() != 8 || !Digits.areAll(digits)) {
            throw new InvalidValueException("DA is not of the form YYYYMMDD");
        }
        try {
            return new DicomDate(
                    LocalDate.of(Digits.at(digits, 0, 4), Digits.at(digits, 4, 2), Digits.at(digits, 6, 2)));
        } catch (DateTimeException e) {
            throw new InvalidValueException("DA is not a day of the calendar", e);
        }
    }

    /**
     * Reads a query value: one date, or a range such as {@code 20200101-}, {@code -20200131},
     * {@code 20200101-20200131}.
     *
     * @throws InvalidValueException when a date in it is invalid, or there is none
     */
    public static ValueRange<LocalDate> parseRange(String value) {
        String text = Vr.DA.trim(value);
        RangeText sides = RangeText.split(text, text.indexOf('-'), "DA");
        return new ValueRange<>(sides.from().isEmpty() ? null : parse(sides.from()).date(),
                sides.to().isEmpty() ? null : parse(sides.to()).date());
    }

    /**
     * The value as an element carries it: YYYYMMDD.
     *
     * @throws InvalidValueException when the year does not fit into four digits
     */
    public String format() {
        if (date.getYear() < 0 || date.getYear() > 9999) {
            throw new InvalidValueException("DA has no room for a year beyond four digits");
        }
        return FORMAT.format(date);
    }

    @Override
    public int compareTo(DicomDate other) {
        return date.compareTo(other.date);
    }
}
