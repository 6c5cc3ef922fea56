package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of sets: each below {@code sets}, their images together below {@code objects}, because an image that was copied once is
 * the same for ever. What is being made, or removed, has a name that says so, and is cleared away by whoever opens the folder next.
 */
final class BackupFolder implements AutoCloseable {
    static final String UNFINISHED = ".unfinished";
    static final String REMOVED = ".removed";
    private static final Logger LOG = LoggerFactory.getLogger(BackupFolder.class);
    private static final String LOCK = "lianzhen-backup.lock";
    private static final Set<String> NOTHING = Set.of("lost+found");
    private static final String README = """
            联诊备份。本文件夹含患者资料、账号和密钥：仅限备份管理员访问，请加密保存，并另存一份于别处。
            恢复到一个空文件夹： ./lianzhen restore --from 本文件夹 --data 新的数据文件夹

            Backups of Lianzhen. This folder holds patients' data, accounts and secret keys: keep everybody else off it, keep it
            encrypted, and keep a copy of it elsewhere.
            To restore into an empty folder: ./lianzhen restore --from THIS --data NEW

            sets/NAME            one backup; "manifest" has the SHA-256 of each of its files
            sets/NAME/objects    its images: SHA-256 of the file, length, offset and SHA-256 of the data set, place
            objects              the images of all backups
            """;

    private final Path root;
    private final FileChannel lock;

    private BackupFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Opens it to add a set; makes it when it is not there. */
    static BackupFolder create(Path root) throws IOException {
        boolean ours = Files.exists(root.resolve(LOCK));
        if (!ours && Folders.list(root).stream().anyMatch(entry -> !NOTHING.contains(entry.getFileName().toString()))) {
            throw BackupException.of(BackupFault.NOT_OURS, root);
        }
        Folders.make(root);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        var folder = new BackupFolder(root, lock(root, false));
        try {
            Folders.make(root.resolve("sets"));
            Folders.make(root.resolve("objects"));
            Files.writeString(root.resolve("README.txt"), README);
            Folders.sync(root);
            return folder;
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    /** Opens it to read sets. */
    static BackupFolder open(Path root) throws IOException {
        if (!Files.exists(root.resolve(LOCK))) {
            throw BackupException.of(BackupFault.NO_SET, root, "");
        }
        return new BackupFolder(root, lock(root, true));
    }

    private static FileChannel lock(Path root, boolean shared) throws IOException {
        Path file = root.resolve(LOCK);
        FileChannel channel = shared ? FileChannel.open(file, StandardOpenOption.READ)
                : FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock(0, Long.MAX_VALUE, shared) != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("This process uses the folder already", e);
        }
        channel.close();
        throw BackupException.of(BackupFault.IN_USE, root);
    }

    /** Complete sets, the oldest first. */
    List<BackupSet> sets() throws IOException {
        return Folders.list(root.resolve("sets")).stream().filter(Files::isDirectory).map(BackupSet::new)
                .filter(set -> !set.name().contains(".")).toList();
    }

    /** A new folder for a set. */
    Path begin(String name) throws IOException {
        Path folder = root.resolve("sets").resolve(name + UNFINISHED);
        Folders.make(folder);
        return folder;
    }

    /** All of it is durable: gives it its name. */
    BackupSet finish(String name) throws IOException {
        Path place = root.resolve("sets").resolve(name);
        Files.move(root.resolve("sets").resolve(name + UNFINISHED), place, StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(root.resolve("sets"));
        return new BackupSet(place);
    }

    /** Takes away what was interrupted. */
    void clear() throws IOException {
        for (Path entry : Folders.list(root.resolve("sets"))) {
            String name = entry.getFileName().toString();
            if (name.endsWith(UNFINISHED)) {
                LOG.info("Removing a backup that was interrupted: {}", entry);
                Folders.delete(entry);
            } else if (name.endsWith(REMOVED)) {
                new Removal(this, new BackupSet(entry)).finish();
            }
        }
    }

    /** Keeps the newest sets only, and the images that they need. */
    void keep(int most) throws IOException {
        List<BackupSet> sets = sets();
        for (BackupSet set : sets.subList(0, Math.max(0, sets.size() - most))) {
            Path going = set.folder().resolveSibling(set.name() + REMOVED);
            Files.move(set.folder(), going, StandardCopyOption.ATOMIC_MOVE);
            Folders.sync(root.resolve("sets"));
            new Removal(this, new BackupSet(going)).finish();
        }
    }

    /** Where an image is, or belongs. */
    Path object(ObjectRow row) throws IOException {
        Path objects = root.resolve("objects");
        Path place = objects.resolve(row.place()).normalize();
        if (!place.startsWith(objects)) {
            throw BackupException.of(BackupFault.DAMAGED, row.key());
        }
        return place;
    }

    Path root() {
        return root;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
