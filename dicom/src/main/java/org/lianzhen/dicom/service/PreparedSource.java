package org.lianzhen.dicom.service;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.net.DataSetSource;

/**
 * A source whose first bytes are at hand already. Whatever cannot be read shows before a message begins, when only one
 * instance fails and not its association.
 */
final class PreparedSource implements DataSetSource {
    private static final int FIRST = 128 * 1024;

    private final ByteBuf first;
    private final DataSetSource rest;
    private volatile boolean begun;

    private PreparedSource(ByteBuf first, DataSetSource rest) {
        this.first = first;
        this.rest = rest;
    }

    /** Fails, with the source closed, when its first bytes are not to be had. */
    static CompletionStage<PreparedSource> of(DataSetSource source) {
        return source.next(FIRST).handle((first, fault) -> {
            if (fault == null) {
                return CompletableFuture.completedStage(new PreparedSource(first, source));
            }
            source.close();
            return CompletableFuture.<PreparedSource>failedStage(fault);
        }).thenCompose(stage -> stage);
    }

    /** Whether there is nothing at all to send. */
    boolean isEmpty() {
        return !first.isReadable();
    }

    /** Whether any of it was asked for to be sent. */
    boolean isBegun() {
        return begun;
    }

    @Override
    public CompletionStage<ByteBuf> next(int maxBytes) {
        begun = true;
        return first.isReadable()
                ? CompletableFuture.completedStage(first.readRetainedSlice(Math.min(maxBytes, first.readableBytes())))
                : rest.next(maxBytes);
    }

    @Override
    public void close() {
        first.release();
        rest.close();
    }
}
