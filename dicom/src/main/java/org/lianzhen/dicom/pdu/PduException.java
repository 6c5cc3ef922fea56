package org.lianzhen.dicom.pdu;

/**
 * The bytes received are no acceptable PDU. Scope: the association, which must be answered with {@link #abort} (or, before
 * any DICOM was spoken, simply closed, see {@link Kind#isForeignProtocol}) and ended. The message is one line for the log and
 * holds no text sent by the peer. Has no stack trace: it is caused by a peer, at any rate it likes.
 */
public final class PduException extends RuntimeException {
    /** What is wrong, as far as logs, counters and the answer to the peer care. */
    public enum Kind {
        /** The connection carries HTTP: a web browser, a health check, a mistyped port. */
        HTTP(AbortReason.UNRECOGNIZED_PDU, true),
        /** The connection carries TLS where plain DICOM is expected. */
        TLS(AbortReason.UNRECOGNIZED_PDU, true),
        /** A PDU type the standard does not know, where a PDU starts. */
        UNKNOWN_TYPE(AbortReason.UNRECOGNIZED_PDU, false),
        /** A PDU length beyond {@link PduLimits} or impossible for its type. */
        BAD_LENGTH(AbortReason.INVALID_PDU_PARAMETER_VALUE, false),
        /** Lengths inside the PDU contradict each other, or a field has a value that cannot be. */
        BAD_CONTENT(AbortReason.INVALID_PDU_PARAMETER_VALUE, false);

        private final AbortReason reason;
        private final boolean foreignProtocol;

        Kind(AbortReason reason, boolean foreignProtocol) {
            this.reason = reason;
            this.foreignProtocol = foreignProtocol;
        }

        /** Whether the peer does not speak DICOM at all, so that an A-ABORT would mean nothing to it. */
        public boolean isForeignProtocol() {
            return foreignProtocol;
        }
    }

    private final Kind kind;

    PduException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    static PduException unknownType(int type) {
        return new PduException(Kind.UNKNOWN_TYPE, "unknown " + PduType.name(type));
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }

    /** The A-ABORT that answers it: source service provider and the fitting reason. */
    public Abort abort() {
        return Abort.byProvider(kind.reason);
    }
}
