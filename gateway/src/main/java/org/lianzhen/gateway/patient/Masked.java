package org.lianzhen.gateway.patient;

import java.util.regex.Pattern;

/** What logs show of a patient's number: enough to tell two apart, not enough to find the person. */
final class Masked {
    private static final Pattern PHONE = Pattern.compile("1[0-9]{10}");
    private static final int CARD_DIGITS = 4;

    private Masked() {}

    /** An identity card keeps six digits and four, a mobile phone three and four, any other number its last four. */
    static String number(String number) {
        if (PHONE.matcher(number).matches()) {
            return kept(number, 3, CARD_DIGITS);
        }
        return IdCard.parse(number).isPresent() ? kept(number, 6, CARD_DIGITS)
                : kept(number, 0, number.length() > 2 * CARD_DIGITS ? CARD_DIGITS : 0);
    }

    private static String kept(String number, int first, int last) {
        int hidden = number.length() - first - last;
        return number.substring(0, first) + "*".repeat(hidden) + number.substring(number.length() - last);
    }
}
