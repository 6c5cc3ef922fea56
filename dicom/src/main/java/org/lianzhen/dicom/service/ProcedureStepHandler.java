package org.lianzhen.dicom.service;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;

/**
 * Follows modality performed procedure steps. Called on the association's event loop; must not block. Stages are completed
 * by any thread, when the news is remembered. A {@link org.lianzhen.dicom.dimse.DimseException} is answered with its outcome, any
 * other failure with 0110H.
 */
public interface ProcedureStepHandler {

    /** What to answer to changes of a step that is completed or discontinued (PS3.4 section F.7.2.2.2). */
    Outcome NO_LONGER_UPDATABLE = new Outcome(Status.PROCESSING_FAILURE,
            "Performed Procedure Step Object may no longer be updated", 0xA710, List.of(), List.of());

    /**
     * A step has begun; its status is IN PROGRESS.
     *
     * @return {@link Status#DUPLICATE_SOP_INSTANCE} when it is known already
     */
    CompletionStage<Outcome> create(ProcedureStep step);

    /**
     * Attributes of a step change.
     *
     * @return {@link Status#NO_SUCH_SOP_INSTANCE} when it is unknown; {@link #NO_LONGER_UPDATABLE}
     *         when it has ended
     */
    CompletionStage<Outcome> set(ProcedureStep step);
}
