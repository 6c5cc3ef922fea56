package org.lianzhen.gateway.access;

import java.util.regex.Pattern;

/**
 * What a program signs with.
 *
 * @param id unique among all programs, see {@link #isId}
 * @param account name of the program's
 * @param material the public key (X.509 in base64), or the shared one, sealed
 */
public record ProgramKey(String id, String account, Algorithm algorithm, String material) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Algorithms of the registry of RFC 9421 that are taken. */
    public enum Algorithm {
        ED25519("ed25519"), HMAC_SHA256("hmac-sha256");

        private final String registered;

        Algorithm(String registered) {
            this.registered = registered;
        }

        /** As the parameter {@code alg} names it. */
        String registered() {
            return registered;
        }
    }

    /** Whether {@code text} can be an id: up to 64 letters, digits, dots, hyphens and underscores. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
