package org.lianzhen.dicom.service;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.lianzhen.dicom.net.DataSetSource;
import org.lianzhen.dicom.vr.Bytes;

/** An instance's bytes in memory, for tests; counts how many sources are open. */
public record MemoryData(Bytes bytes, AtomicInteger opened) implements InstanceData {
    public MemoryData(Bytes bytes) {
        this(bytes, new AtomicInteger());
    }

    @Override
    public DataSetSource open() {
        opened.incrementAndGet();
        ByteBuf rest = Unpooled.wrappedBuffer(bytes.asByteBuffer());
        return new DataSetSource() {
            @Override
            public CompletionStage<ByteBuf> next(int maxBytes) {
                return CompletableFuture
                        .completedStage(rest.readRetainedSlice(Math.min(maxBytes, rest.readableBytes())));
            }

            @Override
            public void close() {
                rest.release();
                opened.decrementAndGet();
            }
        };
    }
}
