package org.lianzhen.dicom.vr;

/** Reads fixed-width decimal numbers out of dates and times, where Java's parsers accept signs and other scripts. */
final class Digits {

    private Digits() {}

    /** Whether the text has only the digits 0 to 9, and at least one. */
    static boolean areAll(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The number at a place that is known to hold digits only. */
    static int at(String digits, int start, int count) {
        return Integer.parseInt(digits, start, start + count, 10);
    }

    /** The number at a place, or a default where the text ends before. */
    static int atOr(String digits, int start, int count, int otherwise) {
        return digits.length() < start + count ? otherwise : at(digits, start, count);
    }

    /** One to six digits after a decimal point, in nanoseconds. */
    static int nanos(String fraction) {
        return fraction.isEmpty() ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }
}
