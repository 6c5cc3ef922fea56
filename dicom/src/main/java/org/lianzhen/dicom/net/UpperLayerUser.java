package org.lianzhen.dicom.net;

import io.netty.buffer.ByteBuf;
import org.lianzhen.dicom.pdu.AssociateAc;
import org.lianzhen.dicom.pdu.AssociateRj;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.PdvHeader;

/**
 * The service user above an {@link UpperLayer}: takes its indications and confirmations (PS3.8 section 7), on the loop. First
 * one of the set-ups, then the association.
 */
interface UpperLayerUser {
    /** A-ASSOCIATE indication: answer with {@link UpperLayer#accept} or {@link UpperLayer#reject}. */
    default void associateIndication(AssociateRq request) {
        throw new IllegalStateException("no request expected here");
    }

    /** The provider itself rejected a request; {@link #ended} is not called any more. */
    default void rejectedByProvider(AssociateRq request, AssociateRj answer) {
        throw new IllegalStateException("no request expected here");
    }

    /** A-ASSOCIATE confirmation (accept). */
    default void associateConfirmation(AssociateAc answer) {
        throw new IllegalStateException("no answer expected here");
    }

    /** A-ASSOCIATE confirmation (reject); the connection is being closed and {@link #ended} is not called any more. */
    default void rejectConfirmation(AssociateRj answer) {
        throw new IllegalStateException("no answer expected here");
    }

    /** P-DATA indication; the piece is the user's to release. */
    default void dataIndication(PdvHeader header, ByteBuf piece, boolean endOfPdv) {
        piece.release();
        throw new IllegalStateException("no data expected here");
    }

    /** A-RELEASE indication: answer with {@link UpperLayer#respondRelease()} or abort. */
    default void releaseIndication() {
        throw new IllegalStateException("no release expected here");
    }

    /** A-RELEASE confirmation in a release collision, where the acceptor now has to respond. */
    default void releaseConfirmation() {
        throw new IllegalStateException("no release expected here");
    }

    /**
     * Something against the standard that is tolerated, told after the PDU it was found in has been handled. Told to the set-up
     * even after the association was handed over, and perhaps after its end.
     */
    default void irregularity(String what) {}

    /** The end: release completed, aborted by either side, connection lost. Called once, as the last call. */
    void ended(AssociationEnd end);
}
