package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.backup.BackupListener.Phase;

/**
 * Puts a set back into an empty folder, comparing every file with what was written down of it. The database lies beside its place then,
 * see {@link #cluster(Path)}, so that nobody takes half of it for the whole. Blocks.
 */
public final class Restore {
    private static final String CLUSTER = DataFiles.DATABASE + "/data";

    private final Path from;
    private final Path data;
    private final BackupListener listener;

    /**
     * Prepares it.
     *
     * @param from folder of sets
     * @param data folder that shall have everything; nobody else may use it meanwhile
     */
    public Restore(Path from, Path data, BackupListener listener) {
        this.from = from;
        this.data = data;
        this.listener = listener;
    }

    /** Where the database is after a restore, until it is put in its place. */
    public static Path cluster(Path data) {
        return data.resolve(CLUSTER + ".restored");
    }

    /** Folder of the settings' files, which people put where they belong. */
    public static Path settings(Path data) {
        return data.resolve("restored-settings");
    }

    /**
     * Does it.
     *
     * @param name of a set; null for the newest
     */
    public BackupResult run(@Nullable String name) {
        try (BackupFolder folder = BackupFolder.open(from)) {
            BackupSet set = choose(folder, name);
            Manifest manifest = set.manifest();
            new Room(data, 0).check(manifest.bytes() + manifest.facts().done().bytes());
            files(set, manifest);
            images(folder, set, manifest);
            Folders.syncAll(data);
            return new BackupResult.Complete(manifest.facts());
        } catch (IOException e) {
            return BackupResult.Failed.of(BackupException.of(e));
        }
    }

    /**
     * Sets images aside that the restored database does not know.
     *
     * @param name of the set that was restored
     * @return how many there were
     */
    public long setAside(String name, ObjectRows rows) throws IOException {
        try (BackupFolder folder = BackupFolder.open(from); ObjectLines lines = choose(folder, name).objects()) {
            return new LaterImages(data.resolve(DataFiles.OBJECTS), lines).setAside(rows);
        }
    }

    private BackupSet choose(BackupFolder folder, @Nullable String name) throws IOException {
        List<BackupSet> sets = folder.sets();
        return sets.reversed().stream().filter(set -> name == null || set.name().equals(name)).findFirst()
                .orElseThrow(() -> BackupException.of(BackupFault.NO_SET, from,
                        String.join(", ", sets.stream().map(BackupSet::name).toList())));
    }

    private void files(BackupSet set, Manifest manifest) throws IOException {
        listener.phase(Phase.FILES, manifest.files().size());
        for (String path : manifest.folders()) {
            Folders.make(place(path));
        }
        try (var work = new InOrder<Long>(listener::advanced)) {
            for (FileEntry entry : manifest.files()) {
                if (!entry.path().equals(BackupSet.OBJECTS)) {
                    Path to = place(entry.path());
                    work.add(() -> copy(set.folder().resolve(entry.path()), to, entry));
                }
            }
            work.finish();
        }
    }

    private static long copy(Path at, Path to, FileEntry entry) throws IOException {
        long length = copy(at, to, entry.sha256());
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString(entry.mode()));
        Files.setLastModifiedTime(to, FileTime.from(entry.modified()));
        return length;
    }

    /** Where something of a set belongs. */
    private Path place(String path) throws IOException {
        String inData = path.startsWith(BackupSet.DATA + "/") ? path.substring(BackupSet.DATA.length() + 1) : "";
        Path place = inData.startsWith(CLUSTER + "/")
                ? cluster(data).resolve(inData.substring(CLUSTER.length() + 1))
                : inData.isEmpty() ? settings(data).resolve(path) : data.resolve(inData);
        if (!place.normalize().startsWith(data.normalize())) {
            throw BackupException.of(BackupFault.DAMAGED, Manifest.FILE);
        }
        return place;
    }

    private void images(BackupFolder folder, BackupSet set, Manifest manifest) throws IOException {
        listener.phase(Phase.OBJECTS, manifest.facts().done().objects());
        Path objects = data.resolve(DataFiles.OBJECTS);
        try (ObjectLines lines = set.objects(); var work = new InOrder<Long>(listener::advanced)) {
            for (ObjectLine line = lines.next(); line != null; line = lines.next()) {
                Path to = objects.resolve(line.row().key()).normalize();
                if (!to.startsWith(objects)) {
                    throw BackupException.of(BackupFault.DAMAGED, BackupSet.OBJECTS);
                }
                Path at = folder.object(line.row());
                String sha256 = line.fileSha256();
                work.add(() -> copy(at, to, sha256));
            }
            work.finish();
        }
    }

    private static long copy(Path at, Path to, String sha256) throws IOException {
        Folders.make(to.resolveSibling(""));
        DigestedFile copied;
        try {
            copied = DigestedFile.copy(at, to, 0);
        } catch (NoSuchFileException e) {
            throw BackupException.of(BackupFault.DAMAGED, at);
        }
        if (!copied.sha256().equals(sha256)) {
            throw BackupException.of(BackupFault.DAMAGED, at);
        }
        return copied.length();
    }
}
