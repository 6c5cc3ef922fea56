package org.lianzhen.dicom.service;

import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.net.Association;

/** Takes results of storage commitment that peers report to us, on an association of theirs or of ours. */
@FunctionalInterface
public interface CommitmentResultHandler {

    /**
     * Takes a result. Called on the association's event loop; must not block.
     *
     * @return completed by any thread when it is remembered: only then it is confirmed
     */
    CompletionStage<Void> result(Association association, CommitmentResult result);
}
