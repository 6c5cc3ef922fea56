package org.lianzhen.gateway.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every other process off a data folder. Taken before anything in it is touched: what looks like the database of a run
 * that was killed may be that of a run that goes on.
 */
final class DataLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataLock.class);

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
        if (Files.exists(unrestored(data))) {
            throw new StartException("start.data-unrestored", data);
        }
        try {
            Files.createDirectories(data);
            FileChannel channel = FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE,
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
        try (FileChannel marker = FileChannel.open(unrestored(data), StandardOpenOption.CREATE_NEW,
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

    /** There as long as the folder has not all that a restore puts into it. */
    private static Path unrestored(Path data) {
        return data.resolve("restore.unfinished");
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
