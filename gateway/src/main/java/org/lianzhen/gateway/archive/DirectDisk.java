package org.lianzhen.gateway.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes past the page cache: what is synced at once gains nothing from it, and filling it costs more than all the rest of a write.
 * Blocks are written whole from a buffer of the thread's own.
 */
final class DirectDisk implements Disk {
    private static final Logger LOG = LoggerFactory.getLogger(DirectDisk.class);
    /** As much as an object gathers before it is written, and a little more. */
    private static final int BUFFER = 1024 * 1024 + 64 * 1024;

    private final OpenOption direct;
    private final int blockSize;
    private final ThreadLocal<ByteBuffer> buffers;

    private DirectDisk(Path folder, OpenOption direct) throws IOException {
        this.direct = direct;
        blockSize = blockSize(folder);
        if (blockSize > BUFFER) {
            throw new UnsupportedOperationException("blocks of " + blockSize + " bytes");
        }
        buffers = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BUFFER + blockSize).alignedSlice(blockSize)
                .limit(BUFFER / blockSize * blockSize).slice());
    }

    /** Empty when the Java platform or the file system of {@code folder} cannot do that. */
    static Optional<DirectDisk> of(Path folder) throws IOException {
        Path probe = folder.resolve("direct.probe");
        try {
            var disk = new DirectDisk(folder, direct());
            try (DiskFile file = disk.create(probe)) {
                file.end(new ByteBuffer[]{ ByteBuffer.allocate(1) });
            }
            return Optional.of(disk);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.info("Objects in {} are written through the page cache: {}", folder, e.toString());
            return Optional.empty();
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    /** Looked up by name, because compilers warn of it. */
    private static OpenOption direct() {
        try {
            return Stream.of(Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants())
                    .filter(option -> option.toString().equals("DIRECT")).map(OpenOption.class::cast).findFirst()
                    .orElseThrow(UnsupportedOperationException::new);
        } catch (ClassNotFoundException e) {
            throw new UnsupportedOperationException("no direct input and output", e);
        }
    }

    private static int blockSize(Path folder) throws IOException {
        return Math.toIntExact(Files.getFileStore(folder).getBlockSize());
    }

    @Override
    public DiskFile create(Path path) throws IOException {
        return new DirectFile(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
                direct));
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        LOCAL.syncDirectory(directory);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        LOCAL.rename(from, to);
    }

    @Override
    public void delete(Path path) throws IOException {
        LOCAL.delete(path);
    }

    /** Keeps what does not fill a block until more comes. The last block is padded, and cut to the length of the file. */
    private final class DirectFile implements DiskFile {
        private final FileChannel channel;
        private byte[] rest = {};

        private DirectFile(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(ByteBuffer[] pieces) throws IOException {
            ByteBuffer buffer = gather(pieces);
            int whole = buffer.position() / blockSize * blockSize;
            rest = new byte[buffer.position() - whole];
            buffer.get(whole, rest);
            flush(buffer.position(whole));
        }

        @Override
        public void end(ByteBuffer[] pieces) throws IOException {
            ByteBuffer buffer = gather(pieces);
            long length = channel.position() + buffer.position();
            while (buffer.position() % blockSize != 0) {
                buffer.put((byte) 0);
            }
            flush(buffer);
            channel.truncate(length);
        }

        /** What is not written yet; never so much that the buffer is full. */
        private ByteBuffer gather(ByteBuffer[] pieces) throws IOException {
            ByteBuffer buffer = buffers.get().clear().put(rest);
            for (ByteBuffer piece : pieces) {
                while (piece.hasRemaining()) {
                    int length = Math.min(piece.remaining(), buffer.remaining());
                    buffer.put(piece.slice(piece.position(), length));
                    piece.position(piece.position() + length);
                    if (!buffer.hasRemaining()) {
                        flush(buffer);
                        buffer.clear();
                    }
                }
            }
            return buffer;
        }

        private void flush(ByteBuffer buffer) throws IOException {
            buffer.flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        @Override
        public void sync() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
