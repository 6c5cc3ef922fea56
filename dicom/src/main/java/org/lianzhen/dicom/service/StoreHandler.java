package org.lianzhen.dicom.service;

/** Takes the instances that peers send: by C-STORE to our application entity, or as answer to our C-GET. */
@FunctionalInterface
public interface StoreHandler {

    /**
     * An instance begins to arrive. Called on the association's event loop; must not block. Several may arrive at once over
     * one association only in the sense that the answers to earlier ones are still outstanding.
     *
     * @return where its data set goes
     * @throws org.lianzhen.dicom.dimse.DimseException to refuse it; its bytes are then dropped
     */
    StoreSink begin(StoreContext context);
}
