package org.lianzhen.gateway.archive;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletionStage;

/** One object on its way into an {@link ObjectStore}. Called only on the owner it was begun with; never blocks. */
public interface ObjectWriter {
    /** Appends bytes; ownership passes. Accepted even while {@link #isWritable()} is false, so that no byte read is lost. */
    void write(ByteBuf chunk);

    /** False while too many bytes wait for the storage: stop reading from the peer until {@code onWritable} runs. */
    boolean isWritable();

    /**
     * Ends the object and makes it durable.
     *
     * @return completed on the owner, only after the object's bytes and its name would survive a power cut; exceptionally
     *     with {@link ObjectRefusedException} if they could not be written, in which case nothing is kept
     */
    CompletionStage<StoredObject> commit();

    /**
     * Ends the object and makes it durable together with its rows in the index. The bytes of a duplicate are not kept twice.
     *
     * @return completed on the owner, only after bytes, name and rows would survive a power cut; exceptionally with
     *     {@link ObjectRefusedException} if any of them could not be written
     */
    CompletionStage<Acceptance> commit(InstanceEntry entry);

    /** Gives the object up, leaving nothing behind. Allowed at any time before {@link #commit()}. */
    void discard();
}
