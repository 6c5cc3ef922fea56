package org.lianzhen.dicom.service;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.net.AssociationRequest;

/** Decides who may call an application entity of ours. */
@FunctionalInterface
public interface CallerCheck {

    /** Everybody may. */
    CallerCheck ANYONE = request -> CompletableFuture.completedStage(true);

    /**
     * Whether this caller may. Called on the association's event loop; must not block.
     *
     * @return completed by any thread; false rejects with 1/1/3, calling AE title not recognized
     */
    CompletionStage<Boolean> mayCall(AssociationRequest request);
}
