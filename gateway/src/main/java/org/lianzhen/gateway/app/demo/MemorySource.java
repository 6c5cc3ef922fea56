package org.lianzhen.gateway.app.demo;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.net.DataSetSource;
import org.lianzhen.dicom.vr.Bytes;

/** A data set that is held in memory. */
final class MemorySource implements DataSetSource {
    private final ByteBuf rest;

    MemorySource(Bytes bytes) {
        this.rest = Unpooled.wrappedBuffer(bytes.asByteBuffer());
    }

    @Override
    public CompletionStage<ByteBuf> next(int maxBytes) {
        return CompletableFuture.completedStage(rest.readRetainedSlice(Math.min(maxBytes, rest.readableBytes())));
    }

    @Override
    public void close() {
        rest.release();
    }
}
