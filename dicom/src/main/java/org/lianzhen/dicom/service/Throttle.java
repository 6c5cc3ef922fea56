package org.lianzhen.dicom.service;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.net.DataSetSource;

/** Says how fast data sets may go over a line. Asked for every piece of one before it is sent. */
@FunctionalInterface
public interface Throttle {
    /** As fast as the peer takes them. */
    Throttle NONE = bytes -> CompletableFuture.completedStage(null);

    /** Completes when so many bytes may be sent; is cancelled when they are not to be sent any more. Must not block, nor fail. */
    CompletionStage<?> admit(int bytes);

    /** Hands out the pieces of a source when they may be sent. */
    default DataSetSource slow(DataSetSource source) {
        return equals(NONE) ? source : new ThrottledSource(source, this);
    }
}
