package org.lianzhen.dicom.service;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.DataSetSink;
import org.lianzhen.dicom.net.Invocation;
import org.lianzhen.dicom.net.ResponseListener;

/** Waits for the one response of an operation whose data set does not matter. */
final class FinalResponse implements ResponseListener {
    private final CompletableFuture<DimseResponse> response = new CompletableFuture<>();

    private FinalResponse() {}

    /** Sends the request. Fails when no response comes. */
    static CompletionStage<DimseResponse> of(Association association, Invocation invocation) {
        var listener = new FinalResponse();
        association.invoke(invocation, listener);
        return listener.response;
    }

    @Override
    public @Nullable DataSetSink onResponse(DimseResponse received) {
        if (!received.status().isPending()) {
            response.complete(received);
        }
        return null;
    }

    @Override
    public void onFailed(Throwable cause) {
        response.completeExceptionally(cause);
    }
}
