package org.lianzhen.gateway.backup;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Copies the images that no earlier set has, and writes down all of them. Each copy is compared with the digest in the database. */
final class ObjectCopies {
    private final BackupFolder folder;
    private final Path objects;
    private final ObjectRows rows;
    private final BackupListener listener;
    private final Set<Path> touched = ConcurrentHashMap.newKeySet();
    private long count;
    private long bytes;
    private long copied;
    private long damaged;

    /** @param objects where the gateway keeps them */
    ObjectCopies(BackupFolder folder, Path objects, ObjectRows rows, BackupListener listener) {
        this.folder = folder;
        this.objects = objects;
        this.rows = rows;
        this.listener = listener;
    }

    /** An image in the set, or none that could be; and whether it was copied. */
    private record Kept(ObjectRow row, Optional<ObjectLine> line, boolean fresh) {}

    /**
     * Does it.
     *
     * @param list file to write them down in
     * @param earlier those of an earlier set
     */
    BackupRun.Done copy(Path list, @Nullable ObjectLines earlier) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(list, StandardCharsets.US_ASCII);
                var work = new InOrder<Kept>(kept -> note(writer, kept))) {
            rows.each(row -> {
                ObjectLine known = earlier == null ? null : earlier.at(row.key());
                work.add(() -> keep(row, known));
            });
            work.finish();
        }
        syncFolders();
        return new BackupRun.Done(count, bytes, copied, damaged);
    }

    private void note(BufferedWriter writer, Kept kept) throws IOException {
        if (kept.line().isEmpty()) {
            damaged++;
            listener.damaged(kept.row().key());
            return;
        }
        writer.write(kept.line().get().text());
        writer.write('\n');
        count++;
        bytes += kept.row().length();
        copied += kept.fresh() ? 1 : 0;
        listener.advanced(kept.fresh() ? kept.row().length() : 0);
    }

    private Kept keep(ObjectRow row, @Nullable ObjectLine known) throws IOException {
        Path place = folder.object(row);
        boolean there = Files.exists(place) && Files.size(place) == row.length();
        if (there && known != null && known.row().equals(row)) {
            return new Kept(row, Optional.of(known), false);
        }
        if (there) {
            DigestedFile read = DigestedFile.read(place, row.dataSetOffset());
            if (read.is(row)) {
                touched.add(place.resolveSibling("")); // whoever copied it may not have come so far
                return new Kept(row, Optional.of(new ObjectLine(row, read.sha256())), false);
            }
        }
        return fetch(row, place);
    }

    private Kept fetch(ObjectRow row, Path place) throws IOException {
        Path part = place.resolveSibling(place.getFileName() + ".part");
        Path parent = place.resolveSibling("");
        Folders.make(parent);
        Files.deleteIfExists(part);
        Path from = objects.resolve(row.key());
        try {
            DigestedFile read = DigestedFile.copy(from, part, row.dataSetOffset());
            if (read.is(row)) {
                Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                touched.add(parent);
                return new Kept(row, Optional.of(new ObjectLine(row, read.sha256())), true);
            }
        } catch (NoSuchFileException e) {
            if (Files.exists(from)) {
                throw e;
            }
        }
        Files.deleteIfExists(part);
        return new Kept(row, Optional.empty(), false);
    }

    /** Those above them, too, which may be new. */
    private void syncFolders() throws IOException {
        Set<Path> all = new TreeSet<>();
        for (Path one : touched) {
            for (Path above = one; above != null && above.startsWith(folder.root()); above = above.getParent()) {
                all.add(above.normalize());
            }
        }
        for (Path one : all) {
            Folders.sync(one);
        }
    }
}
