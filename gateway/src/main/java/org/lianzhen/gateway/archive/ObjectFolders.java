package org.lianzhen.gateway.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every object its place: {@code 2026-03-01/000004/00002a}. All objects of a time share one folder, so that one
 * directory sync covers a batch. A folder in use has a durable marker under {@code open/}; after a crash only marked
 * folders need to be looked through. Called by storage threads only; a lock guards the turn to a new folder.
 */
final class ObjectFolders {
    static final String OPEN = "open";
    private static final Logger LOG = LoggerFactory.getLogger(ObjectFolders.class);
    private static final int FOLDER_CAPACITY = 1000;

    private final Path root;
    private final Disk disk;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Folder current;

    ObjectFolders(Path root, Disk disk, Clock clock) {
        this.root = root;
        this.disk = disk;
        this.clock = clock;
    }

    /** A place for one more object; the folder exists durably. */
    Slot take() throws IOException {
        lock.lock();
        try {
            LocalDate day = LocalDate.now(clock);
            Folder folder = current;
            if (folder == null || folder.used == FOLDER_CAPACITY || !folder.day.equals(day)) {
                retire();
                folder = create(day);
                current = folder;
            }
            folder.underWay++;
            return new Slot(folder, folder.used++);
        } finally {
            lock.unlock();
        }
    }

    /** The object of {@code slot} is durable or gone. */
    void release(Slot slot) {
        lock.lock();
        try {
            Folder folder = slot.folder;
            folder.underWay--;
            if (folder.retired && folder.underWay == 0) {
                deleteMarker(folder);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Uses {@code folder} for no further object. */
    void abandon(Folder folder) {
        lock.lock();
        try {
            if (folder == current) {
                retire();
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            retire();
        } finally {
            lock.unlock();
        }
    }

    private void retire() {
        Folder folder = current;
        current = null;
        if (folder != null) {
            folder.retired = true;
            if (folder.underWay == 0) {
                deleteMarker(folder);
            }
        }
    }

    /** A marker that stays behind costs the next start a look into the folder, nothing else. */
    private void deleteMarker(Folder folder) {
        try {
            disk.delete(folder.marker);
        } catch (IOException e) {
            LOG.warn("The marker of an object folder stays behind: {}", folder.marker, e);
        }
    }

    private Folder create(LocalDate day) throws IOException {
        Path dayFolder = root.resolve(day.toString());
        Files.createDirectories(dayFolder);
        disk.syncDirectory(root); // a folder that is there already may be what is left of a sync that failed
        String number = "%06d".formatted(lastNumber(dayFolder) + 1);
        Path marker = root.resolve(OPEN).resolve(day + "_" + number);
        if (!Files.exists(marker)) { // what is left of an attempt that failed serves as well
            Files.createFile(marker);
        }
        disk.syncDirectory(root.resolve(OPEN));
        Path path = Files.createDirectory(dayFolder.resolve(number));
        disk.syncDirectory(dayFolder);
        return new Folder(day, path, day + "/" + number, marker);
    }

    private static int lastNumber(Path dayFolder) throws IOException {
        try (Stream<Path> folders = Files.list(dayFolder)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("\\d{6,9}"))
                    .mapToInt(Integer::parseInt)
                    .max()
                    .orElse(0);
        }
    }

    /** The folder a marker stands for. */
    static Path marked(Path root, Path marker) {
        return root.resolve(marker.getFileName().toString().replace('_', '/'));
    }

    /** One folder of objects; the counters belong to {@link ObjectFolders} and its lock. */
    static final class Folder {
        private final LocalDate day;
        private final Path path;
        private final String key;
        private final Path marker;
        private int used;
        private int underWay;
        private boolean retired;

        private Folder(LocalDate day, Path path, String key, Path marker) {
            this.day = day;
            this.path = path;
            this.key = key;
            this.marker = marker;
        }

        Path path() {
            return path;
        }
    }

    /** The place of one object. */
    record Slot(Folder folder, int number) {
        Path partial() {
            return folder.path.resolve(ObjectName.partial(number));
        }

        Path complete(long length) {
            return folder.path.resolve(ObjectName.complete(number, length));
        }

        String key(long length) {
            return folder.key + "/" + ObjectName.complete(number, length);
        }
    }
}
