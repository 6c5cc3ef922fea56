package org.lianzhen.dicom.net;

import org.lianzhen.dicom.pdu.AssociateRj;
import org.lianzhen.dicom.pdu.RejectReason;

/** An acceptor's answer to an {@link AssociationRequest}. */
public sealed interface AcceptDecision {
    /**
     * Take the association, even if no context is accepted (the peer sees which and why).
     *
     * @param policy
     *            what is agreed to
     * @param listener
     *            performs the peer's requests
     */
    record Accept(NegotiationPolicy policy, AssociationListener listener) implements AcceptDecision {}

    /** Refuse it with A-ASSOCIATE-RJ. */
    record Reject(AssociateRj answer) implements AcceptDecision {
        /** Calling AE title not recognized (1/1/3). */
        public static Reject unknownCaller() {
            return new Reject(AssociateRj.permanent(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED));
        }

        /** Called AE title not recognized (1/1/7). */
        public static Reject unknownCalled() {
            return new Reject(AssociateRj.permanent(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED));
        }

        /** Temporary congestion (2/3/1): come back later. */
        public static Reject congested() {
            return new Reject(AssociateRj.transientRejection(RejectReason.TEMPORARY_CONGESTION));
        }
    }
}
