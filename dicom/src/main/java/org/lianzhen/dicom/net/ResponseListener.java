package org.lianzhen.dicom.net;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.DimseResponse;

/**
 * Hears the responses to one request, in order, on the association's event loop. The operation ends with the first
 * response whose status is not pending, or with {@link #onFailed(Throwable)}; exactly one of the two happens.
 */
public interface ResponseListener {
    /**
     * A response came.
     *
     * @return where its data set goes if {@link DimseResponse#hasDataSet()}; null drops the data set
     */
    @Nullable
    DataSetSink onResponse(DimseResponse response);

    /**
     * No final response will come.
     *
     * @param cause
     *            mostly an {@link AssociationEndedException}; a {@link WithdrawnException} when the request was taken back
     */
    void onFailed(Throwable cause);
}
