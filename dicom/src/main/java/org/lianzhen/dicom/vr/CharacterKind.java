package org.lianzhen.dicom.vr;

import java.util.Set;
import java.util.stream.Collectors;

/** What sort of character stands in a text, as far as it matters for telling a right reading from a wrong one. */
enum CharacterKind {
    LOWER, UPPER, DIGIT, DELIMITER,
    /** Latin letters beyond ASCII. */
    ACCENTED,
    /** Chinese characters of Unicode's blocks. */
    HANZI,
    /** Punctuation and letters as wide as Chinese characters. */
    WIDE,
    /** Letters of further scripts, and the marks above and below them. */
    OTHER_LETTER,
    /** Characters that text of medical records seldom has. */
    SYMBOL,
    /** Controls, private use, and bytes without meaning. */
    NONSENSE;

    private static final Set<Integer> WIDE_PUNCTUATION = "—…“”‘’·×℃ⅠⅡⅢⅣⅤ".codePoints().boxed()
            .collect(Collectors.toUnmodifiableSet());

    static CharacterKind of(int codePoint) {
        if (codePoint < 0x80) {
            return ofAscii(codePoint);
        }
        if (codePoint == 0xFFFD || isWithoutMeaning(codePoint)) {
            return NONSENSE;
        }
        if (Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN) {
            return HANZI;
        }
        if ((codePoint >= 0x3000 && codePoint <= 0x303F) || (codePoint >= 0xFF01 && codePoint <= 0xFF5E)
                || WIDE_PUNCTUATION.contains(codePoint)) {
            return WIDE;
        }
        if (Character.isLetter(codePoint)) {
            return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.LATIN ? ACCENTED : OTHER_LETTER;
        }
        boolean mark = Character.getType(codePoint) == Character.NON_SPACING_MARK
                && Character.UnicodeScript.of(codePoint) != Character.UnicodeScript.INHERITED;
        return mark ? OTHER_LETTER : SYMBOL;
    }

    private static CharacterKind ofAscii(int c) {
        if (c >= 'a' && c <= 'z') {
            return LOWER;
        }
        if (c >= 'A' && c <= 'Z') {
            return UPPER;
        }
        return c >= '0' && c <= '9' ? DIGIT : DELIMITER;
    }

    private static boolean isWithoutMeaning(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.PRIVATE_USE, Character.UNASSIGNED, Character.SURROGATE -> true;
            default -> false;
        };
    }
}
