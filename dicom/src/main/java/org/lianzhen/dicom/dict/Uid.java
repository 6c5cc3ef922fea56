package org.lianzhen.dicom.dict;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Unique identifiers: PS3.5 section 9 and annex B. */
public final class Uid {

    /** Longest identifier, in characters. */
    public static final int MAX_LENGTH = 64;

    private static final String UUID_ROOT = "2.25.";

    private Uid() {}

    /**
     * Whether the text is a valid identifier: components of digits separated by single dots, no leading zeros, at most
     * 64 characters, at least two components, the first of which is 0, 1 or 2.
     */
    public static boolean isValid(String uid) {
        if (uid.length() > MAX_LENGTH || uid.length() < 3 || uid.charAt(0) > '2' || uid.charAt(1) != '.') {
            return false;
        }
        int componentStart = 0;
        for (int i = 0; i <= uid.length(); i++) {
            char c = i == uid.length() ? '.' : uid.charAt(i);
            if (c == '.') {
                if (!isComponent(uid, componentStart, i)) {
                    return false;
                }
                componentStart = i + 1;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether the text is made as identifiers are. Devices break the finer rules, which harms nobody; other characters could. */
    public static boolean isPlausible(String uid) {
        return !uid.isEmpty() && uid.length() <= MAX_LENGTH && uid.charAt(0) != '.'
                && uid.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
    }

    private static boolean isComponent(String uid, int start, int end) {
        return end == start + 1 || (end > start && uid.charAt(start) != '0');
    }

    /** A new identifier under 2.25, made from a random UUID (PS3.5 annex B.2). */
    public static String random() {
        return of(UUID.randomUUID());
    }

    /** The identifier under 2.25 that a UUID stands for. */
    public static String of(UUID uuid) {
        byte[] bytes = ByteBuffer.allocate(16).putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits()).array();
        return UUID_ROOT + new BigInteger(1, bytes);
    }

    /** The identifier without the NULs and spaces with which peers pad it at the end. */
    public static String trim(String padded) {
        int end = padded.length();
        while (end > 0 && (padded.charAt(end - 1) == 0 || padded.charAt(end - 1) == ' ')) {
            end--;
        }
        return padded.substring(0, end);
    }
}
