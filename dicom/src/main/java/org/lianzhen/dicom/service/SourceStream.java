package org.lianzhen.dicom.service;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.lianzhen.dicom.net.DataSetSource;

/** A source's bytes for code that blocks. Holds one piece. */
final class SourceStream extends InputStream {
    private static final int PIECE = 128 * 1024;

    private final DataSetSource source;
    private ByteBuf piece = Unpooled.EMPTY_BUFFER;
    private boolean ended;

    SourceStream(DataSetSource source) {
        this.source = source;
    }

    /** The bytes that come next, not yet taken by anyone; unreadable at the end. They stay ours. */
    ByteBuf piece() throws IOException {
        if (!piece.isReadable() && !ended) {
            piece.release();
            piece = Unpooled.EMPTY_BUFFER;
            piece = await();
            ended = !piece.isReadable();
        }
        return piece;
    }

    private ByteBuf await() throws IOException {
        try {
            return source.next(PIECE).toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IOException("the instance cannot be read", e.getCause());
        } catch (CancellationException e) {
            throw new IOException("the instance is not to be had any more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("nobody wants the instance any more").initCause(e);
        }
    }

    @Override
    public int read() throws IOException {
        ByteBuf next = piece();
        return next.isReadable() ? next.readUnsignedByte() : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        ByteBuf next = piece();
        int count = Math.min(length, next.readableBytes());
        next.readBytes(target, offset, count);
        return count == 0 && length > 0 ? -1 : count;
    }

    @Override
    public void close() {
        piece.release();
        piece = Unpooled.EMPTY_BUFFER;
        ended = true;
        source.close();
    }
}
