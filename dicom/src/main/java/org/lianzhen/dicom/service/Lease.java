package org.lianzhen.dicom.service;

import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.pdu.AssociateRj;

/** An association lent by a pool to one user at a time, until it is given back or let go. */
final class Lease {
    private final PooledAssociation pooled;
    private final NodePool pool;
    private final boolean reused;

    /** What became of a {@link Wish}. */
    sealed interface Offer {}

    record Lent(Lease lease) implements Offer {}

    record Rejected(AssociateRj answer) implements Offer {}

    Lease(PooledAssociation pooled, NodePool pool, boolean reused) {
        this.pooled = pooled;
        this.pool = pool;
        this.reused = reused;
    }

    Association association() {
        return pooled.association();
    }

    UserSession session() {
        return pooled.session();
    }

    /** Whether it was used before: the peer may have gone away meanwhile. */
    boolean isReused() {
        return reused;
    }

    /** For the next user. No operation may run any more. */
    void giveBack() {
        pooled.session().performDefault();
        pool.giveBack(pooled);
    }

    /** Releases it: nobody shall use it again. */
    void letGo() {
        pooled.association().release();
    }
}
