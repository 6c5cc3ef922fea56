package org.lianzhen.dicom.service;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.lianzhen.dicom.dimse.Outcome;

/** Keeps nothing of an instance. */
record DiscardingSink(IntConsumer onChunk, Consumer<Throwable> onAborted) implements StoreSink {
    @Override
    public void chunk(ByteBuf bytes) {
        int length = bytes.readableBytes();
        bytes.release();
        onChunk.accept(length);
    }

    @Override
    public CompletionStage<Outcome> end() {
        return CompletableFuture.completedStage(Outcome.SUCCESS);
    }

    @Override
    public void aborted(Throwable cause) {
        onAborted.accept(cause);
    }
}
