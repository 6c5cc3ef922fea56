package org.lianzhen.gateway.patient;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The number of a resident identity card (GB 11643): six digits of the region, eight of the birth date, three in order, and one
 * that checks the others. Residence permits for people from Hong Kong, Macao and Taiwan are numbered likewise.
 *
 * @param number eighteen characters, an X at the end in capitals
 * @param birthDate that it tells
 * @param sex M or F, as DICOM writes it
 */
public record IdCard(String number, LocalDate birthDate, String sex) {
    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{16}[0-9X]");
    private static final int[] WEIGHTS = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
    private static final String CHECKS = "10X98765432";
    private static final int SEX_AT = 16;
    /** Provinces, and 81 to 83 for the permits. */
    private static final Set<String> REGIONS = Arrays
            .stream(("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 "
                    + "45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83").split(" "))
            .collect(Collectors.toUnmodifiableSet());

    /** Reads a number, whatever the case of its X; empty when it is none. */
    public static Optional<IdCard> parse(String text) {
        String number = text.strip().toUpperCase(Locale.ROOT);
        if (!FORM.matcher(number).matches() || !REGIONS.contains(number.substring(0, 2))
                || check(number) != number.charAt(17)) {
            return Optional.empty();
        }
        try {
            LocalDate birth = LocalDate.of(digits(number, 6, 10), digits(number, 10, 12), digits(number, 12, 14));
            return Optional.of(new IdCard(number, birth, digits(number, SEX_AT, SEX_AT + 1) % 2 == 1 ? "M" : "F"));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static char check(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * Character.digit(number.charAt(i), 10);
        }
        return CHECKS.charAt(sum % CHECKS.length());
    }

    private static int digits(String number, int from, int to) {
        return Integer.parseInt(number.substring(from, to));
    }

    /** Masked: it is a patient's. */
    @Override
    public String toString() {
        return Masking.number(number);
    }
}
