package org.lianzhen.dicom.pdu;

import org.jspecify.annotations.Nullable;

/** Why an association was rejected: source and reason together, since a reason means nothing alone (PS3.8 Table 9-21). */
public enum RejectReason {
    NO_REASON_GIVEN(1, 1), APPLICATION_CONTEXT_NAME_NOT_SUPPORTED(1, 2), CALLING_AE_TITLE_NOT_RECOGNIZED(1, 3),
    CALLED_AE_TITLE_NOT_RECOGNIZED(1, 7), ACSE_NO_REASON_GIVEN(2, 1), PROTOCOL_VERSION_NOT_SUPPORTED(2, 2),
    TEMPORARY_CONGESTION(3, 1), LOCAL_LIMIT_EXCEEDED(3, 2);

    private final int source;
    private final int code;

    RejectReason(int source, int code) {
        this.source = source;
        this.code = code;
    }

    /** 1 = service user, 2 = service provider (ACSE), 3 = service provider (presentation). */
    public int source() {
        return source;
    }

    /** The Reason/Diag. value on the wire. */
    public int code() {
        return code;
    }

    /** The reason with these wire values; null if reserved or undefined. */
    public static @Nullable RejectReason ofCodes(int source, int code) {
        for (RejectReason reason : values()) {
            if (reason.source == source && reason.code == code) {
                return reason;
            }
        }
        return null;
    }
}
