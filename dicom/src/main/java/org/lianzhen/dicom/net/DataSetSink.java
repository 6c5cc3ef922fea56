package org.lianzhen.dicom.net;

import io.netty.buffer.ByteBuf;

/**
 * Takes the data set of one incoming message piece by piece, as it arrives. All calls come on the association's event
 * loop. Exactly one of {@link #onEnd()} and {@link #onAborted(Throwable)} is called, once, as the last call.
 *
 * <p>A sink that cannot keep up takes a {@link Association#holdReads()} and releases it when it can go on: the socket
 * is then not read at all, so a slow disk slows the sender down and never fills the memory.
 */
public interface DataSetSink {
    /**
     * The next bytes of the data set, in the presentation context's transfer syntax.
     *
     * @param chunk at least one byte, of any length; it belongs to the sink, which must release it
     */
    void onChunk(ByteBuf chunk);

    /** The data set is complete. */
    void onEnd();

    /**
     * The rest of the data set will never come.
     *
     * @param cause why, for the log; mostly an {@link AssociationEndedException}
     */
    void onAborted(Throwable cause);
}
