package org.lianzhen.dicom.pdu;

import org.jspecify.annotations.Nullable;

/** Whether trying again can help (PS3.8 Table 9-21, Result). */
public enum RejectResult {
    PERMANENT(1), TRANSIENT(2);

    private final int code;

    RejectResult(int code) {
        this.code = code;
    }

    /** The value on the wire. */
    public int code() {
        return code;
    }

    /** The result with this wire value; null if undefined. */
    public static @Nullable RejectResult ofCode(int code) {
        return switch (code) {
            case 1 -> PERMANENT;
            case 2 -> TRANSIENT;
            default -> null;
        };
    }
}
