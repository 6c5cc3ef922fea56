package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Images of a set that its database does not know yet, because they arrived while it was taken. They are set aside as after a crash, for
 * a person to look at.
 */
final class LaterImages {
    private final Path objects;
    private final ObjectLines lines;
    private final Set<Path> touched = new TreeSet<>();
    private long count;

    /** @param objects folder that they were restored into */
    LaterImages(Path objects, ObjectLines lines) {
        this.objects = objects;
        this.lines = lines;
    }

    /** Returns how many there were. */
    long setAside(ObjectRows rows) throws IOException {
        rows.each(row -> setAsideBefore(row.key()));
        setAsideBefore(null);
        for (Path folder : touched) {
            Folders.syncAll(folder);
        }
        return count;
    }

    /** @param known key of an image that the database knows; null when no more follow */
    private void setAsideBefore(@Nullable String known) throws IOException {
        for (ObjectLine line = lines.ahead(); line != null
                && (known == null || line.row().key().compareTo(known) <= 0); line = lines.ahead()) {
            lines.next();
            if (!line.row().key().equals(known)) {
                setAside(line.row().key());
            }
        }
    }

    private void setAside(String key) throws IOException {
        Path from = objects.resolve(key);
        Path to = objects.resolve(DataFiles.SET_ASIDE).resolve(key);
        Folders.make(to.resolveSibling(""));
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        touched.add(from.resolveSibling(""));
        touched.add(objects.resolve(DataFiles.SET_ASIDE));
        count++;
    }
}
