package org.lianzhen.dicom.pdu;

import java.util.BitSet;
import java.util.List;
import java.util.function.ToIntFunction;

/** What every record here demands of its components, so that a record that exists can be encoded. */
final class Checks {
    static final int MAX_UID_LENGTH = 64;
    static final int MAX_UNSIGNED_SHORT = 0xFFFF;
    private static final int MAX_UNSIGNED_BYTE = 0xFF;

    private Checks() {}

    static void unsignedByte(int value, String what) {
        range(value, MAX_UNSIGNED_BYTE, what);
    }

    static void unsignedShort(int value, String what) {
        range(value, MAX_UNSIGNED_SHORT, what);
    }

    static void range(long value, long max, String what) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(what + " " + value + " is not in 0.." + max);
        }
    }

    /** Text that is one byte per character on the wire and can be logged safely. */
    static void text(String value, int maxLength, String what) {
        if (value.length() > maxLength) {
            throw new IllegalArgumentException(what + " is longer than " + maxLength + " characters");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " holds a control character");
        }
        if (value.chars().anyMatch(c -> c > MAX_UNSIGNED_BYTE)) {
            throw new IllegalArgumentException(what + " holds a character that has no single byte");
        }
    }

    /** Looks at length and characters only: peers propose UIDs that are none, which is no reason to fail. */
    static void uid(String value, String what) {
        text(value, MAX_UID_LENGTH, what);
    }

    static <T> void unique(List<T> values, ToIntFunction<T> id, String what) {
        BitSet seen = new BitSet();
        for (T value : values) {
            int key = id.applyAsInt(value);
            if (seen.get(key)) {
                throw new IllegalArgumentException(what + " " + key + " occurs twice");
            }
            seen.set(key);
        }
    }
}
