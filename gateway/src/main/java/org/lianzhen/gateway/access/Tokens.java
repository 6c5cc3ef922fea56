package org.lianzhen.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Secrets that nobody can guess. */
public final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final int PASSWORD_BYTES = 12;
    private static final int LONGEST = 100;

    private Tokens() {}

    public static String next() {
        return random(BYTES);
    }

    /** A password for once. */
    static String password() {
        return random(PASSWORD_BYTES);
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether it may be one of ours; what a client shows may be of any length. */
    public static boolean isPlausible(String token) {
        return !token.isEmpty() && token.length() <= LONGEST;
    }

    public static String hash(String token) {
        return HexFormat.of().formatHex(sha256(token));
    }

    /** What pages repeat: whoever knows the token can compute it, and it does not give the token away. */
    public static String csrf(String token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("csrf\n" + token));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
