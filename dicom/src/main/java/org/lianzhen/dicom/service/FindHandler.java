package org.lianzhen.dicom.service;

import java.util.concurrent.CompletionStage;

/** Answers queries. */
@FunctionalInterface
public interface FindHandler {

    /**
     * Starts a query. Called on the association's event loop; must not block.
     *
     * @return completed by any thread; a {@link org.lianzhen.dicom.dimse.DimseException} ends the query with its outcome, any
     *         other failure with C000H
     */
    CompletionStage<Matches> find(FindRequest request);
}
