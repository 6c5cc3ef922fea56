package org.lianzhen.dicom.service;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.net.DataSetSource;

/** Hands out a small data set that is in memory, such as a query or one of its matches. */
final class EncodedSource implements DataSetSource {
    private static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

    private final ByteBuf bytes;

    private EncodedSource(ByteBuf bytes) {
        this.bytes = bytes;
    }

    /**
     * The data set in a transfer syntax.
     *
     * @throws DataSetException when it cannot be expressed
     */
    static EncodedSource of(DataSet dataSet, TransferSyntax syntax) {
        ByteBuf bytes = ALLOCATOR.buffer();
        boolean done = false;
        try {
            DataSets.encode(dataSet, syntax, bytes);
            done = true;
            return new EncodedSource(bytes);
        } finally {
            if (!done) {
                bytes.release();
            }
        }
    }

    @Override
    public CompletionStage<ByteBuf> next(int maxBytes) {
        int count = Math.min(maxBytes, bytes.readableBytes());
        return CompletableFuture.completedStage(count == 0 ? Unpooled.EMPTY_BUFFER : bytes.readRetainedSlice(count));
    }

    @Override
    public void close() {
        bytes.release();
    }
}
