package org.lianzhen.gateway.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.backup.Folders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every other process off a data folder. Taken before anything in it is touched: what looks like the database of a run
 * that was killed may be that of a run that goes on.
 */
final class DataLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataLock.class);

    private static final String LOCK = "lock";
    private static final String UNRESTORED = "restore.unfinished";
    /** What is no data: ours, and what a volume of its own has. */
    private static final List<String> KEPT = List.of(LOCK, UNRESTORED, "lost+found");

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws StartException when another process has the folder, or it cannot be used */
    static DataLock take(Path data) throws StartException {
        return tryTake(data).orElseThrow(() -> new StartException("start.data-used", data));
    }

    /**
     * The same for who can do without.
     *
     * @return empty when another process has the folder
     * @throws StartException when it cannot be used, which is so while a restore into it has not ended
     */
    static Optional<DataLock> tryTake(Path data) throws StartException {
        if (isUnrestored(data)) {
            throw new StartException("start.data-unrestored", data);
        }
        return lock(data);
    }

    /** The same for a restore, which may follow one that has not ended. */
    static DataLock takeToRestore(Path data) throws StartException {
        return lock(data).orElseThrow(() -> new StartException("start.data-used", data));
    }

    private static Optional<DataLock> lock(Path data) throws StartException {
        try {
            Files.createDirectories(data);
            FileChannel channel = FileChannel.open(data.resolve(LOCK), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new DataLock(channel));
        } catch (IOException e) {
            throw new StartException("start.data", data, e);
        }
    }

    /** From now on, also after a power cut, nobody takes what is in the folder for the whole. */
    static void beginRestore(Path data) throws IOException {
        try (FileChannel marker = FileChannel.open(unrestored(data), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            marker.force(true);
        }
        sync(data);
    }

    /** All of it is there. */
    static void endRestore(Path data) throws IOException {
        Files.delete(unrestored(data));
        sync(data);
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Whether a restore into the folder has begun and not ended. */
    static boolean isUnrestored(Path data) {
        return Files.exists(unrestored(data));
    }

    /** Whether there is something in the folder that one would miss. */
    static boolean holdsData(Path data) throws IOException {
        return !data(data).isEmpty();
    }

    private static List<Path> data(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(one -> !KEPT.contains(one.getFileName().toString())).toList();
        }
    }

    /** Removes what a restore that has not ended has put into the folder, except that it has not ended. */
    static void clearUnrestored(Path data) throws IOException {
        for (Path entry : data(data)) {
            Folders.delete(entry);
        }
    }

    /** There as long as the folder has not all that a restore puts into it. */
    private static Path unrestored(Path data) {
        return data.resolve(UNRESTORED);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            LOG.debug("This process has the data open already", e);
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("The lock of the data folder could not be released", e);
        }
    }
}
