package org.lianzhen.dicom.net;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.CCancelRq;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.DimseRequest;
import org.lianzhen.dicom.dimse.Status;

/**
 * Performs what the peer asks for on one association. All calls come on its event loop and must not block. An exception
 * thrown here aborts the association, except {@link DimseException} from {@code onRequest}, which
 * answers the request with its outcome and drops the data set.
 */
public interface AssociationListener {
    /** The association is established; requests may be invoked. */
    default void onEstablished(Association association) {}

    /**
     * The peer invokes an operation. It must be answered with {@link Association#respond}, now or later; it counts as running
     * until a response that is not pending was sent. Unless implemented, everything is refused (0211H, unrecognized
     * operation), which suits those who only invoke.
     *
     * @param contextId an accepted presentation context
     * @return where its data set goes if {@link DimseRequest#hasDataSet()}; null drops the data set
     */
    default @Nullable DataSetSink onRequest(Association association, int contextId, DimseRequest request) {
        throw new DimseException(Status.UNRECOGNIZED_OPERATION, "nothing is performed here");
    }

    /** The peer wants a running operation to stop. The operation still needs its final response. */
    default void onCancel(Association association, int contextId, CCancelRq cancel) {}

    /** The association has ended; nothing can be sent any more. Called once, after every sink and response listener. */
    default void onEnded(Association association, AssociationEnd end) {}
}
