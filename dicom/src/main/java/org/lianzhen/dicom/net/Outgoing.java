package org.lianzhen.dicom.net;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.DimseMessage;

/** A message on its way out. */
final class Outgoing {
    private final int contextId;
    private final DimseMessage message;
    private final @Nullable DataSetSource dataSet;
    private final CompletableFuture<Void> sent;
    private boolean sourceClosed;
    private long size;

    /** @param sent completed when the last byte was handed to the operating system, or it never will be */
    Outgoing(int contextId, DimseMessage message, @Nullable DataSetSource dataSet, CompletableFuture<Void> sent) {
        if (message.hasDataSet() != (dataSet != null)) {
            throw new IllegalArgumentException(message.commandField() + " and its data set do not match");
        }
        this.contextId = contextId;
        this.message = message;
        this.dataSet = dataSet;
        this.sent = sent;
    }

    int contextId() {
        return contextId;
    }

    DimseMessage message() {
        return message;
    }

    @Nullable
    DataSetSource dataSet() {
        return dataSet;
    }

    /** Its bytes on the wire are known. */
    void written(long bytes) {
        size = bytes;
    }

    /** How many bytes it took on the wire; known when it was sent. */
    long size() {
        return size;
    }

    CompletableFuture<Void> sent() {
        return sent;
    }

    /** Frees the source; once, however often called. */
    void closeSource() {
        if (dataSet != null && !sourceClosed) {
            sourceClosed = true;
            dataSet.close();
        }
    }

    /** Gives up: frees the source, then tells whoever waits. */
    void fail(Throwable cause) {
        closeSource();
        sent.completeExceptionally(cause);
    }
}
