package org.lianzhen.dicom.dimse;

/**
 * The peer broke the rules of message exchange in a way that no response can answer. Scope: the association, which must be aborted by
 * the service user (A-ABORT source 0, PS3.8 section 9.3.8). The message is one line for the log and holds no text sent by the peer.
 * Has no stack trace: it is caused by a peer, at any rate it likes.
 */
public final class DimseProtocolException extends RuntimeException {

    DimseProtocolException(String reason) {
        super(reason, null, false, false);
    }
}
