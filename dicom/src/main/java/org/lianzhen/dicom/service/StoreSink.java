package org.lianzhen.dicom.service;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.dimse.Outcome;

/**
 * Takes the data set of one instance as it arrives. All calls come on the association's event loop and must not block;
 * {@link StoreContext#association()} lets a sink that cannot keep up hold reading. Exactly one of {@link #end} and
 * {@link #aborted} is called, once, as the last call.
 */
public interface StoreSink {

    /**
     * The next bytes of the data set.
     *
     * @param bytes at least one; they belong to the sink, which must release them
     * @throws org.lianzhen.dicom.dimse.DimseException to refuse the instance now: the rest of its bytes is dropped, the answer is
     *         the exception's outcome, and {@link #aborted} is called with it
     */
    void chunk(ByteBuf bytes);

    /**
     * The data set is complete.
     *
     * @return completed by any thread with what to answer: success or a warning only when the instance is safe. A failure
     *         is answered with its outcome if it is a {@link org.lianzhen.dicom.dimse.DimseException}, else with 0110H
     */
    CompletionStage<Outcome> end();

    /** The rest will never come; nothing of the instance must remain. */
    void aborted(Throwable cause);
}
