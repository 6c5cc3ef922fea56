package org.lianzhen.dicom.service;

import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.dimse.Outcome;

/** Brings the result of a storage commitment request back to who asked. */
@FunctionalInterface
public interface CommitmentReporter {

    /**
     * Sends N-EVENT-REPORT: on the association of the request while that is open, else on a new one to its AE title, from the
     * one it called. Never
     * before the request itself has been answered.
     *
     * @return completes when the requester has confirmed it, with how it answered; fails when it cannot be reached. The caller
     *         tries again later with {@link ServiceClassUser#reportCommitment}
     */
    CompletionStage<ServiceResult<Outcome>> report(CommitmentResult result);
}
