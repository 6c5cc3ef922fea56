package org.lianzhen.dicom.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A data set in memory, handed out in chunks of a chosen size. */
final class ChunkSource implements DataSetSource {
    private final byte[] dataSet;
    private final int chunk;
    private final AtomicInteger drawn = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    ChunkSource(byte[] dataSet, int chunk) {
        this.dataSet = dataSet;
        this.chunk = chunk;
    }

    static ChunkSource of(byte[] dataSet) {
        return new ChunkSource(dataSet, Integer.MAX_VALUE);
    }

    /** Bytes asked for so far. */
    int drawn() {
        return drawn.get();
    }

    int timesClosed() {
        return closed.get();
    }

    @Override
    public CompletionStage<ByteBuf> next(int maxBytes) {
        int from = drawn.get();
        int length = Math.min(dataSet.length - from, Math.min(chunk, maxBytes));
        drawn.addAndGet(length);
        return CompletableFuture.completedStage(Unpooled.wrappedBuffer(dataSet, from, length));
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}
