package org.lianzhen.dicom.service;

import java.util.concurrent.CompletionStage;

/** A C-MOVE or C-GET under way at another node. */
public interface RetrieveCall {

    /** How it ended. Fails when the connection broke or a deadline passed. */
    CompletionStage<ServiceResult<RetrieveSummary>> result();

    /** Asks the node to stop; the result still comes. May be called from any thread, any number of times. */
    void cancel();
}
