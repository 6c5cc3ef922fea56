package org.lianzhen.dicom.service;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Finds the instances that a C-MOVE or C-GET names. Sending them is not its business. */
@FunctionalInterface
public interface RetrieveHandler {

    /**
     * Resolves the keys. Called on the association's event loop; must not block. Data is opened later, instance by instance.
     *
     * @return completed by any thread; none is a good answer. A {@link org.lianzhen.dicom.dimse.DimseException} ends the retrieval
     *         with its outcome, any other failure with C000H
     */
    CompletionStage<List<Instance>> resolve(RetrieveRequest request);
}
