package org.lianzhen.dicom.net;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletionStage;

/**
 * Hands out the data set of one outgoing message piece by piece, as fast as the peer takes it. All calls come on the
 * association's event loop; only one {@link #next(int)} is outstanding at a time, and nothing is asked for while the
 * socket is full.
 */
public interface DataSetSource {
    /**
     * The next bytes of the data set, encoded in the presentation context's transfer syntax.
     *
     * @param maxBytes
     *            how many are wanted at most; always at least 2
     * @return a stage, completed by any thread, with a buffer the association will release. An empty buffer says that
     *         the data set ends here. A failure aborts the association: half a data set cannot be taken back.
     */
    CompletionStage<ByteBuf> next(int maxBytes);

    /** Nothing more is wanted: the data set was sent or the association ended. Called exactly once. */
    void close();
}
