package org.lianzhen.dicom.service;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.DataSetSource;

/** Hands out the pieces of another source when a throttle admits them. */
final class ThrottledSource implements DataSetSource {
    /** Small ones keep a slow line evenly busy. */
    private static final int PIECE = 16 * 1024;

    private final DataSetSource source;
    private final Throttle throttle;
    private volatile @Nullable CompletableFuture<?> turn;
    private volatile boolean closed;

    ThrottledSource(DataSetSource source, Throttle throttle) {
        this.source = source;
        this.throttle = throttle;
    }

    @Override
    public CompletionStage<ByteBuf> next(int maxBytes) {
        return source.next(Math.min(maxBytes, PIECE)).thenCompose(this::admitted);
    }

    private CompletionStage<ByteBuf> admitted(ByteBuf piece) {
        CompletableFuture<?> wait = throttle.admit(piece.readableBytes()).toCompletableFuture();
        turn = wait;
        if (closed) {
            wait.cancel(false);
        }
        return wait.handle((admitted, fault) -> {
            if (closed || fault != null) {
                piece.release();
                throw new CancellationException("the data set is not wanted any more");
            }
            return piece;
        });
    }

    @Override
    public void close() {
        closed = true;
        CompletableFuture<?> waiting = turn;
        if (waiting != null) {
            waiting.cancel(false);
        }
        source.close();
    }
}
