package org.lianzhen.dicom.net;

import java.util.concurrent.CompletionStage;

/** Decides on associations requested from one of our application entities. */
public interface AssociationAcceptor {
    /**
     * Called on the association's event loop; must not block. The called AE title is known to be ours, protocol version and
     * application context are right, caps are kept, and the user identity, if any, was accepted.
     *
     * @return completed by any thread within {@link Deadline#DECISION}; a failure rejects transiently without reason. Whoever
     *     rejects logs why: here nobody knows
     */
    CompletionStage<AcceptDecision> decide(AssociationRequest request);
}
