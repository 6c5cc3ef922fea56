package org.lianzhen.dicom.service;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.DataSetSource;

/**
 * A source whose bytes are made by code that blocks, on a virtual thread of its own. One piece is made ahead of what was asked
 * for, and then the maker waits: memory stays at one piece however large the data set is.
 */
final class BlockingSource implements DataSetSource {

    /** Makes all pieces in order; may block and is interrupted when nobody wants them any more. */
    @FunctionalInterface
    interface Maker {
        /** @throws IOException when the bytes are not to be had; other exceptions count as well */
        void make(Pieces pieces) throws IOException, InterruptedException;
    }

    /** Where the pieces go. */
    @FunctionalInterface
    interface Pieces {
        /** Hands on a piece, which now belongs to the receiver, and waits until it is taken. */
        void put(ByteBuf piece) throws InterruptedException;
    }

    private static final class Demand extends CompletableFuture<ByteBuf> {
        private final int maxBytes;

        Demand(int maxBytes) {
            this.maxBytes = maxBytes;
        }
    }

    private final Maker maker;
    private final BlockingQueue<Demand> demands = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private volatile boolean closed;

    BlockingSource(Maker maker) {
        this.maker = maker;
    }

    @Override
    public CompletionStage<ByteBuf> next(int maxBytes) {
        var answer = new Demand(maxBytes);
        demands.add(answer);
        if (thread.get() == null) {
            Thread started = Thread.ofVirtual().name("dicom-source").unstarted(this::run);
            thread.set(started);
            started.start();
        }
        return answer;
    }

    @Override
    public void close() {
        closed = true;
        Thread running = thread.get();
        if (running != null) {
            running.interrupt();
        }
        endAll(new CancellationException("the source was closed"));
    }

    private void run() {
        try {
            maker.make(this::put);
            while (!closed) {
                demands.take().complete(Unpooled.EMPTY_BUFFER);
            }
        } catch (InterruptedException e) {
            endAll(e);
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private void put(ByteBuf piece) throws InterruptedException {
        try {
            while (piece.isReadable()) {
                Demand demand = demands.take();
                ByteBuf part = piece.readRetainedSlice(Math.min(demand.maxBytes, piece.readableBytes()));
                if (!demand.complete(part)) {
                    part.release();
                }
            }
        } finally {
            piece.release();
        }
    }

    private void fail(Exception fault) {
        try {
            while (!closed) {
                demands.take().completeExceptionally(fault);
            }
        } catch (InterruptedException e) {
            endAll(e);
        }
    }

    private void endAll(Exception why) {
        for (Demand demand = demands.poll(); demand != null; demand = demands.poll()) {
            demand.completeExceptionally(why);
        }
    }
}
