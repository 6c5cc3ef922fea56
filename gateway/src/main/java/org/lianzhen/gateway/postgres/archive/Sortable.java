package org.lianzhen.gateway.postgres.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Texts for columns that have an index of their own. PostgreSQL refuses index entries of more than about 2,700 bytes, and with
 * one of them everything that is in its batch.
 */
final class Sortable {
    /** Longer than any text that its attribute allows; three of them fit into an entry. */
    private static final int LONGEST = 200;
    private static final int KEPT = 100;

    private Sortable() {}

    /** The text, or of one that is too long its beginning and its digest, so that different ones stay different. */
    static String text(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, KEPT) + "~" + digest(text);
    }

    private static String digest(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
