package org.lianzhen.dicom.service;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/** Cuts what is written into pieces for a {@link BlockingSource}. */
final class PieceStream extends OutputStream {
    private static final int PIECE = 128 * 1024;

    private final BlockingSource.Pieces pieces;
    private ByteBuf current = newPiece();

    PieceStream(BlockingSource.Pieces pieces) {
        this.pieces = pieces;
    }

    private static ByteBuf newPiece() {
        return PooledByteBufAllocator.DEFAULT.buffer(PIECE, PIECE);
    }

    @Override
    public void write(int single) throws IOException {
        current.writeByte(single);
        handOnIfFull();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        while (left > 0) {
            int count = Math.min(left, current.writableBytes());
            current.writeBytes(bytes, at, count);
            at += count;
            left -= count;
            handOnIfFull();
        }
    }

    private void handOnIfFull() throws IOException {
        if (!current.isWritable()) {
            handOn();
        }
    }

    /** Hands on what is left. Nothing may be written afterwards. */
    void finish() throws IOException {
        handOn();
    }

    private void handOn() throws IOException {
        ByteBuf full = current;
        current = newPiece();
        try {
            pieces.put(full);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("nobody wants the data set any more").initCause(e);
        }
    }

    /** Frees memory; what was not handed on is lost. */
    @Override
    public void close() {
        current.release();
    }
}
