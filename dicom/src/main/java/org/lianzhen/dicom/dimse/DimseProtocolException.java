package org.lianzhen.dicom.dimse;

import org.lianzhen.dicom.pdu.Abort;

/**
 * The peer broke the rules of message exchange in a way that no response can answer. Scope: the association, which must be answered
 * with {@link #abort} and ended. The message is one line for the log and holds no text sent by the peer.
 * Has no stack trace: it is caused by a peer, at any rate it likes.
 */
public final class DimseProtocolException extends RuntimeException {

    DimseProtocolException(String reason) {
        super(reason, null, false, false);
    }

    /** The A-ABORT that answers it: source service user. */
    public Abort abort() {
        return Abort.byUser();
    }
}
