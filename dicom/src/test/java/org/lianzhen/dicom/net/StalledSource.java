package org.lianzhen.dicom.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A data set whose beginning is there and whose rest comes when a test says so. */
final class StalledSource implements DataSetSource {
    private final byte[] beginning;
    private final CompletableFuture<ByteBuf> rest;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    StalledSource(byte[] beginning, CompletableFuture<ByteBuf> rest) {
        this.beginning = beginning;
        this.rest = rest;
    }

    int timesClosed() {
        return closed.get();
    }

    @Override
    public CompletionStage<ByteBuf> next(int maxBytes) {
        return switch (asked.incrementAndGet()) {
            case 1 -> CompletableFuture.completedStage(Unpooled.wrappedBuffer(beginning));
            case 2 -> rest;
            default -> CompletableFuture.completedStage(Unpooled.EMPTY_BUFFER);
        };
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}
