package org.lianzhen.gateway.app.terminal;

import java.util.Arrays;

/** How many columns of a terminal text takes: Chinese characters take two. */
public final class TextWidth {
    /** Hangul, radicals and punctuation, kana and ideographs, compatibility forms, full width, pictures, rare ideographs. */
    private static final int[] WIDE_FROM = { 0x1100, 0x2E80, 0x3041, 0xA960, 0xAC00, 0xF900, 0xFE30, 0xFF01, 0xFFE0,
            0x1F300, 0x1F900, 0x20000 };
    private static final int[] WIDE_TO = { 0x115F, 0x303E, 0xA4CF, 0xA97C, 0xD7A3, 0xFAFF, 0xFE6F, 0xFF60, 0xFFE6,
            0x1F64F, 0x1F9FF, 0x3FFFD };

    private TextWidth() {}

    /** Columns of a text without control characters. */
    public static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    /** Columns of a character: 0, 1 or 2. */
    static int of(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    /** East Asian Wide and Fullwidth (Unicode Standard Annex 11), as blocks. */
    private static boolean isWide(int codePoint) {
        int block = Arrays.binarySearch(WIDE_FROM, codePoint);
        int candidate = block >= 0 ? block : -block - 2;
        return candidate >= 0 && codePoint <= WIDE_TO[candidate];
    }

    /** The text with blanks behind it, so that it takes at least {@code columns}. */
    public static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /** The text, or its beginning and an ellipsis when it takes more than {@code columns}, which must be positive. */
    public static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int width = 1;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            width += of(codePoint);
            if (width > columns) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end) + '…';
    }
}
