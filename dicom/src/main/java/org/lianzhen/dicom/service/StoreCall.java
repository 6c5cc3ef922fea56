package org.lianzhen.dicom.service;

import java.util.concurrent.CompletionStage;

/** Instances on their way to a node. */
public interface StoreCall {

    /**
     * Completes when every instance has its result: {@link ServiceResult.Rejected} when the node took no association and so no
     * instance, else {@link ServiceResult.Completed}. Does not fail: what broke is told per instance.
     */
    CompletionStage<ServiceResult<StoreReport>> result();

    /** Sends no more; an instance of which a part was written is finished, so that the association remains. May be called from any thread, any number of times. */
    void cancel();
}
