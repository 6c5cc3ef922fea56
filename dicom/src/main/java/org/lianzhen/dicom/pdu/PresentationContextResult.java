package org.lianzhen.dicom.pdu;

/** The acceptor's answer to one proposed presentation context (PS3.8 Table 9-18, Result/Reason). */
public enum PresentationContextResult {
    ACCEPTANCE(0), USER_REJECTION(1), NO_REASON(2), ABSTRACT_SYNTAX_NOT_SUPPORTED(3),
    TRANSFER_SYNTAXES_NOT_SUPPORTED(4);

    private final int code;

    PresentationContextResult(int code) {
        this.code = code;
    }

    /** The value on the wire. */
    public int code() {
        return code;
    }

    /** The result with this wire value; an undefined value is a rejection without a known reason. */
    public static PresentationContextResult ofCode(int code) {
        return code >= 0 && code < values().length ? values()[code] : NO_REASON;
    }
}
