package org.lianzhen.gateway.access.share;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What whoever opens a link knows of the patient besides.
 *
 * @param birthDate YYYYMMDD, or empty
 * @param lastFour of the identity card, or empty
 */
public record SecondFact(String birthDate, String lastFour) {
    private static final Pattern BIRTH_DATE = Pattern.compile("\\d{8}");
    private static final Pattern LAST_FOUR = Pattern.compile("\\d{3}[\\dX]");
    private static final Pattern BETWEEN = Pattern.compile("[\\s./年月日-]+");
    private static final int LONGEST = 40;

    /** As people type it: a date in digits, with whatever is between them, or four characters. Empty for anything else. */
    public static Optional<SecondFact> of(String typed) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = BETWEEN.matcher(typed.strip().toUpperCase(Locale.ROOT)).replaceAll("");
        if (BIRTH_DATE.matcher(plain).matches()) {
            return Optional.of(new SecondFact(plain, ""));
        }
        return LAST_FOUR.matcher(plain).matches() ? Optional.of(new SecondFact("", plain)) : Optional.empty();
    }

    /** Says nothing of the patient. */
    @Override
    public String toString() {
        return birthDate.isEmpty() ? "the end of an identity card" : "a date of birth";
    }
}
