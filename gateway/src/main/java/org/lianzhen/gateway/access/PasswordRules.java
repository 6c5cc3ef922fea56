package org.lianzhen.gateway.access;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a password must be like: long, and not what everybody tries first. */
final class PasswordRules {
    static final int LONGEST = 128;

    private static final int SHORTEST = 10;
    private static final int FEWEST_CHARACTERS = 4;
    /** Characters that make a name too much of a hint. */
    private static final int TELLING = 4;
    private static final Set<String> TRIED_FIRST = Set.of("1234567890", "12345678910", "123456789a", "a123456789",
            "0123456789", "0987654321", "9876543210", "1q2w3e4r5t", "1q2w3e4r5t6y", "1qaz2wsx3edc", "qwertyuiop",
            "qwerty12345", "qwerty123456", "qwertyuiop123", "asdfghjkl123", "zxcvbnm123", "abc1234567", "abcd123456",
            "abcdefghij", "aa12345678", "password12", "password123", "password1234", "passw0rd123", "p@ssw0rd123",
            "admin12345", "admin123456", "administrator", "administrator1", "hospital123", "hospital1234",
            "lianzhen123", "lianzhen1234", "woaini1314", "woaini1314520", "woaini520520", "5201314520", "iloveyou123",
            "welcome123", "changeme123", "letmein1234", "radiology1", "radiology123", "yiyuan12345", "yisheng123");

    private PasswordRules() {}

    /** What is wrong with a password, as a sentence; never the password itself. */
    static Optional<String> problem(String account, String password) {
        String small = password.toLowerCase(Locale.ROOT);
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            return Optional.of("A password has " + SHORTEST + " to " + LONGEST + " characters.");
        }
        if ((account.length() >= TELLING && small.contains(account))
                || small.chars().distinct().count() < FEWEST_CHARACTERS
                || TRIED_FIRST.contains(small)) {
            return Optional.of("That password is too easy to guess; take another.");
        }
        return Optional.empty();
    }
}
