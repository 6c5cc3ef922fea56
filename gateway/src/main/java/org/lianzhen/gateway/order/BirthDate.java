package org.lianzhen.gateway.order;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days of birth as orders have them: 19700131, or as much of it as is known, 197001 or 1970 (HL7 v2.4 section 2.9.47); empty for nothing. */
public final class BirthDate {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");
    private static final Pattern TIME_STAMP = Pattern.compile("([0-9]{4,14})(\\.[0-9]{1,4})?([+-][0-9]{4})?");
    private static final int YEAR = 4;
    private static final int YEAR_AND_MONTH = 6;
    private static final int WHOLE = 8;

    private BirthDate() {}

    /** Whether the day is known. */
    public static boolean isWhole(String text) {
        return text.length() == WHOLE;
    }

    /** Whether {@code text} is one. */
    static boolean isOne(String text) {
        try {
            return switch (text.length()) {
                case 0 -> true;
                case YEAR -> text.chars().allMatch(c -> c >= '0' && c <= '9');
                case YEAR_AND_MONTH -> YearMonth.parse(text, MONTH) != null;
                case WHOLE -> LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE) != null;
                default -> false;
            };
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Whether both may be one person's: what one of them does not say is no difference. */
    public static boolean agree(String one, String other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    /** One of HL7, which may have a time and a zone after it, and zeros for what is not known. */
    public static String ofHl7(String text) {
        Matcher stamp = TIME_STAMP.matcher(text);
        if (!stamp.matches()) {
            return text;
        }
        String digits = stamp.group(1);
        String date = digits.length() > WHOLE ? digits.substring(0, WHOLE) : digits;
        if (date.length() == WHOLE && date.endsWith("00")) {
            date = date.substring(0, YEAR_AND_MONTH);
        }
        if (date.length() == YEAR_AND_MONTH && date.endsWith("00")) {
            date = date.substring(0, YEAR);
        }
        return date;
    }
}
