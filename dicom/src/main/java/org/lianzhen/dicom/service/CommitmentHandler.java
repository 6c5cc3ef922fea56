package org.lianzhen.dicom.service;

import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.dimse.DimseException;

/** Takes requests for storage commitment. */
@FunctionalInterface
public interface CommitmentHandler {

    /**
     * Takes a request. Called on the association's event loop; must not block.
     *
     * @param reporter sends the result when it is known, now or much later
     * @return completed by any thread when the request is remembered: only then it is answered. A {@link DimseException}
     *         refuses it with its outcome, any other failure with 0110H
     */
    CompletionStage<Void> request(CommitmentRequest request, CommitmentReporter reporter);
}
