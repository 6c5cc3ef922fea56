package org.lianzhen.dicom.net;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.DimseMessage;

/**
 * A message on its way out.
 *
 * @param contextId
 *            its presentation context
 * @param message
 *            its command set
 * @param dataSet
 *            its data set, if it has one
 * @param sent
 *            completed when its last byte was handed to the operating system, or it never will be
 */
record Outgoing(int contextId, DimseMessage message, @Nullable DataSetSource dataSet, CompletableFuture<Void> sent) {
    Outgoing(int contextId, DimseMessage message, @Nullable DataSetSource dataSet) {
        this(contextId, message, dataSet, new CompletableFuture<>());
    }

    /** Gives up: frees the source, then tells whoever waits. */
    void fail(Throwable cause) {
        if (dataSet != null) {
            dataSet.close();
        }
        sent.completeExceptionally(cause);
    }
}
