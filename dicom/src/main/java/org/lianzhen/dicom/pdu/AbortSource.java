package org.lianzhen.dicom.pdu;

import org.jspecify.annotations.Nullable;

/** Who aborted the association (PS3.8 Table 9-26). */
public enum AbortSource {
    /** The application on the other side. */
    SERVICE_USER(0),
    /** The upper-layer implementation on the other side. */
    SERVICE_PROVIDER(2);

    private final int code;

    AbortSource(int code) {
        this.code = code;
    }

    /** The value on the wire. */
    public int code() {
        return code;
    }

    /** The source with this wire value; null for the reserved value 1 and everything undefined. */
    public static @Nullable AbortSource ofCode(int code) {
        return switch (code) {
            case 0 -> SERVICE_USER;
            case 2 -> SERVICE_PROVIDER;
            default -> null;
        };
    }
}
