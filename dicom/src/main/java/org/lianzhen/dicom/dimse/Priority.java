package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.Nullable;

/** Priority (0000,0700) of a C-STORE, C-FIND, C-GET or C-MOVE (PS3.7 annex E). */
public enum Priority {
    MEDIUM(0), HIGH(1), LOW(2);

    private final int code;

    Priority(int code) {
        this.code = code;
    }

    /** The value on the wire. */
    public int code() {
        return code;
    }

    /** Priority of a wire value; anything the standard does not define counts as medium, and so does a missing value. */
    public static Priority of(@Nullable Integer code) {
        return switch (code) {
            case 1 -> HIGH;
            case 2 -> LOW;
            case null, default -> MEDIUM;
        };
    }
}
