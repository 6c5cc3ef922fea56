package org.lianzhen.dicom.service;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.lianzhen.dicom.net.DataSetSource;

/**
 * A data set in a DICOM file, sent byte for byte as it lies there.
 *
 * @param path of the file
 * @param offset where in it the data set begins
 */
record FileData(Path path, long offset) implements InstanceData {
    private static final int PIECE = 128 * 1024;

    @Override
    public DataSetSource open() {
        return new BlockingSource(this::read);
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(path);
    }

    private void read(BlockingSource.Pieces pieces) throws IOException, InterruptedException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            long end = file.size();
            for (long at = offset; at < end;) {
                ByteBuf piece = piece(file, at, (int) Math.min(PIECE, end - at));
                at += piece.readableBytes();
                pieces.put(piece);
            }
        }
    }

    private static ByteBuf piece(FileChannel file, long at, int length) throws IOException {
        ByteBuf piece = PooledByteBufAllocator.DEFAULT.directBuffer(length, length);
        try {
            while (piece.readableBytes() < length) {
                int count = piece.writeBytes(file, at + piece.readableBytes(), length - piece.readableBytes());
                if (count < 0) {
                    throw new EOFException("the file became shorter while it was read");
                }
            }
            return piece.retain();
        } finally {
            piece.release();
        }
    }
}
