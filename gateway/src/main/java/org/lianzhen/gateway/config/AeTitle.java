package org.lianzhen.gateway.config;

/** AE titles as people write them. */
public final class AeTitle {
    private static final int LONGEST = 16;

    private AeTitle() {}

    /** PS3.5 section 6.2, AE: 1 to 16 printable ASCII characters without backslash, not only spaces. */
    public static boolean isValid(String title) {
        return !title.isBlank() && title.length() <= LONGEST
                && title.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != '\\');
    }
}
