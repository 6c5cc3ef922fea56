package org.lianzhen.dicom.pdu;

import org.jspecify.annotations.Nullable;

/** Why a service provider aborted (PS3.8 Table 9-26); not significant when the service user did. */
public enum AbortReason {
    NOT_SPECIFIED(0), UNRECOGNIZED_PDU(1), UNEXPECTED_PDU(2), UNRECOGNIZED_PDU_PARAMETER(4),
    UNEXPECTED_PDU_PARAMETER(5), INVALID_PDU_PARAMETER_VALUE(6);

    private final int code;

    AbortReason(int code) {
        this.code = code;
    }

    /** The value on the wire. */
    public int code() {
        return code;
    }

    /** The reason with this wire value; null for the reserved value 3 and everything undefined. */
    public static @Nullable AbortReason ofCode(int code) {
        for (AbortReason reason : values()) {
            if (reason.code == code) {
                return reason;
            }
        }
        return null;
    }
}
