package org.lianzhen.dicom.service;

import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationProposal;

/** An association that a pool keeps or has lent. */
final class PooledAssociation {
    private final Association association;
    private final AssociationProposal proposal;
    private final UserSession session;
    private long idleSince;

    PooledAssociation(Association association, AssociationProposal proposal, UserSession session) {
        this.association = association;
        this.proposal = proposal;
        this.session = session;
    }

    Association association() {
        return association;
    }

    AssociationProposal proposal() {
        return proposal;
    }

    UserSession session() {
        return session;
    }

    void park(long nanoTime) {
        idleSince = nanoTime;
    }

    boolean isIdleLongerThan(long nanos, long nanoTime) {
        return nanoTime - idleSince >= nanos;
    }
}
