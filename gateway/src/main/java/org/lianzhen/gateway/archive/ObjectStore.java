package org.lianzhen.gateway.archive;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.Executor;

/** Keeps objects: opaque byte sequences, written once and never changed. */
public interface ObjectStore extends AutoCloseable {
    /**
     * Begins a new object. Never blocks; nothing is visible until {@link ObjectWriter#commit()} succeeds.
     *
     * @param owner the event loop that will call the writer; every answer of the writer comes back on it
     * @param head first bytes of the object that are no part of its digest (a Part 10 header); ownership passes
     * @param onWritable run on {@code owner} when the writer, after having been unwritable, takes bytes again
     */
    ObjectWriter begin(Executor owner, ByteBuf head, Runnable onWritable);

    /** Finishes what has been committed, gives up what has not, and lets go of the storage. Blocks for seconds at most. */
    @Override
    void close();
}
