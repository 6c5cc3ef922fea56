package org.lianzhen.gateway.app.terminal;

/**
 * Makes text from elsewhere safe to show: control characters could move the cursor, change colours or forge lines. They
 * are shown as escapes instead.
 */
public final class Printable {
    private Printable() {}

    /** The text in one line without control characters. */
    public static String of(String text) {
        if (text.codePoints().noneMatch(Printable::isUnsafe)) {
            return text;
        }
        var safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isUnsafe(c)) {
                safe.append(escape(c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    private static String escape(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04X", c);
        };
    }

    /** Control characters, lone surrogates, line separators, and marks that turn the direction of writing. */
    private static boolean isUnsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
            default -> false;
        };
    }
}
