package org.lianzhen.gateway.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Makes pseudonyms of patients: the same for the same patient, and of no use to whoever has not the key. It lies in a file of
 * its own and never in the database, whose function {@code audit_pseudonym} computes the same (HMAC-SHA-256, RFC 2104).
 */
public final class PseudonymKey {
    private static final int BLOCK = 64;
    private static final int KEPT_CHARACTERS = 32;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final byte[] key;

    PseudonymKey(byte[] key) {
        this.key = key.clone();
    }

    /** The first block of the inner hash, in hexadecimal. */
    public String inner() {
        return HexFormat.of().formatHex(block(INNER));
    }

    /** The first block of the outer hash, in hexadecimal. */
    public String outer() {
        return HexFormat.of().formatHex(block(OUTER));
    }

    /** @param person identifier of a patient's record */
    public String pseudonym(String person) {
        byte[] inner = hash(block(INNER), person.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash(block(OUTER), inner)).substring(0, KEPT_CHARACTERS);
    }

    private byte[] block(byte pad) {
        byte[] block = Arrays.copyOf(key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= pad;
        }
        return block;
    }

    private static byte[] hash(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
