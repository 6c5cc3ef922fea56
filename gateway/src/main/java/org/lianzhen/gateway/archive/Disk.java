package org.lianzhen.gateway.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The few file system calls the store depends on, so that tests can let each of them fail or wait. All block. */
interface Disk {
    /** Creates {@code path}, which must not exist, for writing. */
    DiskFile create(Path path) throws IOException;

    /** Makes the names in {@code directory} durable. */
    void syncDirectory(Path directory) throws IOException;

    void rename(Path from, Path to) throws IOException;

    void delete(Path path) throws IOException;

    /** A file being written front to back. */
    interface DiskFile extends AutoCloseable {
        /** Writes all of {@code buffers}, the file going on after them. */
        void write(ByteBuffer[] buffers) throws IOException;

        /** Writes all of {@code buffers}, the last of the file. */
        void end(ByteBuffer[] buffers) throws IOException;

        /** Makes the bytes and the length of a file that has ended durable. */
        void sync() throws IOException;

        @Override
        void close() throws IOException;
    }

    /**
     * The one that writes below {@code folder} at the least cost: past the page cache where its file system can do that.
     *
     * @throws IOException if nothing can be written there
     */
    static Disk of(Path folder) throws IOException {
        Optional<DirectDisk> direct = DirectDisk.of(folder);
        return direct.isPresent() ? direct.get() : LOCAL;
    }

    /** The real one, through the page cache. */
    Disk LOCAL = new Disk() {
        @Override
        public DiskFile create(Path path) throws IOException {
            return new LocalFile(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        }

        @Override
        public void syncDirectory(Path directory) throws IOException {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void delete(Path path) throws IOException {
            Files.deleteIfExists(path);
        }
    };

    /** A file behind a channel. */
    record LocalFile(FileChannel channel) implements DiskFile {
        @Override
        public void write(ByteBuffer[] buffers) throws IOException {
            int from = 0;
            while (from < buffers.length) {
                if (buffers[from].hasRemaining()) {
                    channel.write(buffers, from, buffers.length - from);
                } else {
                    from++;
                }
            }
        }

        @Override
        public void end(ByteBuffer[] buffers) throws IOException {
            write(buffers);
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
