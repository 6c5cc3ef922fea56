package org.lianzhen.gateway.archive;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects as files under one folder, which it locks: {@code 2026-03-01/000004/002a-525312.dcm} by UTC day, batch folder and
 * length. An object is acknowledged after its bytes, its length and its name have been synced. What is whole after a crash and
 * unknown to the index is found in the same folders below {@code orphans}, for a person to look at.
 */
public final class FileObjectStore implements ObjectStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileObjectStore.class);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final Path root;
    private final FileChannel lock;
    private final Recovery recovery;
    private final Storage storage;

    /**
     * How to keep objects.
     *
     * @param root folder of the store, made when it does not exist
     * @param syncThreads file syncs that may run at once, at least 1
     * @param memory bytes that objects under way may hold in memory together before they are written in small pieces
     * @param digest whether to take SHA-256 digests, at about 1 CPU second per gigabyte
     * @param index that gets the rows of instances
     */
    public record Options(Path root, int syncThreads, long memory, boolean digest, ArchiveIndex index) {
        public Options {
            if (syncThreads < 1) {
                throw new IllegalArgumentException("at least one sync thread is needed");
            }
            if (!digest && !index.equals(ArchiveIndex.NONE)) {
                throw new IllegalArgumentException("an index tells by their digests which objects are the same");
            }
        }

        /** Six syncs at once, 48 MiB, with digests, without index. */
        public static Options of(Path root) {
            return new Options(root, 6, 48L * 1024 * 1024, true, ArchiveIndex.NONE);
        }

        public Options withIndex(ArchiveIndex other) {
            return new Options(root, syncThreads, memory, digest, other);
        }

        public Options withoutDigest() {
            return new Options(root, syncThreads, memory, false, index);
        }
    }

    private FileObjectStore(Options options, Disk disk, Clock clock, FileChannel lock) throws IOException {
        this.root = options.root();
        this.lock = lock;
        this.recovery = new OpenFolders(root, disk, options.index()).settle();
        this.storage = new Storage(options, disk, clock);
    }

    /**
     * Opens the store, adopting or removing what a crash left behind.
     *
     * @throws StoreInUseException if another process has it open
     * @throws IOException if the folder cannot be used
     */
    public static FileObjectStore open(Options options) throws IOException {
        makeDurably(options.root().toAbsolutePath(), Disk.LOCAL);
        return open(options, Disk.of(options.root()), Clock.systemUTC());
    }

    static FileObjectStore open(Options options, Disk disk, Clock clock) throws IOException {
        Path root = options.root();
        makeDurably(root.toAbsolutePath().resolve(ObjectFolders.OPEN), disk);
        FileChannel lock = lock(root.resolve("lock"));
        try {
            return new FileObjectStore(options, disk, clock, lock);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** With all folders above it: what has no durable way to it is lost in a power cut. */
    static void makeDurably(Path folder, Disk disk) throws IOException {
        Path above = folder.getParent();
        if (above != null && !Files.isDirectory(folder)) {
            makeDurably(above, disk);
            Files.createDirectories(folder);
            disk.syncDirectory(above);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("This process has the store open already", e);
        }
        channel.close();
        throw new StoreInUseException("another process uses the store in " + path.getParent());
    }

    /** What this start found. */
    public Recovery recovery() {
        return recovery;
    }

    /** The file of a stored object. */
    public Path path(String key) {
        return root.resolve(key);
    }

    RecentObjects recent() {
        return storage.recent();
    }

    @Override
    public ObjectWriter begin(Executor owner, ByteBuf head, Runnable onWritable) {
        return new FileObjectWriter(storage, owner, head, onWritable);
    }

    @Override
    public void close() {
        close(CLOSE_LIMIT);
    }

    /** As {@link #close()}, waiting no longer than this for a disk that does not answer. */
    public void close(Duration limit) {
        storage.close(limit);
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("The lock of the store in {} could not be released", root, e);
        }
    }
}
