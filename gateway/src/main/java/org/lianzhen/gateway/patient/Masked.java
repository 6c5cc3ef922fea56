package org.lianzhen.gateway.patient;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is shown of a patient to those who neither treat nor read them. Enough to tell two apart in a list, not enough to find
 * the person.
 */
public final class Masked {
    private static final Pattern PHONE = Pattern.compile("1[0-9]{10}");
    private static final Pattern SPACES = Pattern.compile("[\\s^]+");
    private static final int CARD_DIGITS = 4;

    private Masked() {}

    /**
     * A person name: the first character and the last one, and of two the first. Of a name with several component groups the
     * ideographic one is shown; of one in letters the initials of its words.
     */
    public static String name(String name) {
        String[] groups = name.split("=", -1);
        String shown = groups.length > 1 && !groups[1].isBlank() ? groups[1] : groups[0];
        if (shown.codePoints().anyMatch(Character::isIdeographic)) {
            return ideographs(SPACES.matcher(shown).replaceAll(""));
        }
        return SPACES.splitAsStream(shown.strip()).filter(word -> !word.isEmpty())
                .map(word -> Character.toString(word.codePointAt(0)) + "*").collect(Collectors.joining(" "));
    }

    private static String ideographs(String name) {
        int[] characters = name.codePoints().toArray();
        int shownAtEnd = characters.length > 2 ? 1 : 0;
        Arrays.fill(characters, 1, characters.length - shownAtEnd, '*');
        return characters.length == 1 ? "*" : new String(characters, 0, characters.length);
    }

    /** An identity card keeps six digits and four, a mobile phone three and four, any other number its last four. */
    public static String number(String number) {
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
