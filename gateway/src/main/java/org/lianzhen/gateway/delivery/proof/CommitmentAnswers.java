package org.lianzhen.gateway.delivery.proof;

import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.service.CommitmentResult;

/** Takes what destinations report that were asked for commitment. */
@FunctionalInterface
public interface CommitmentAnswers {
    /**
     * Remembers an answer.
     *
     * @param unit code of the unit that it comes from
     * @return whether anybody waited for it, from that unit
     */
    CompletionStage<Boolean> reported(String unit, CommitmentResult result);
}
