package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a set away, and the images that no other set has. May be done again after an interruption. */
final class Removal {
    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    private final BackupFolder folder;
    private final BackupSet set;

    /** @param set not one of the folder's sets any more */
    Removal(BackupFolder folder, BackupSet set) {
        this.folder = folder;
        this.set = set;
    }

    void finish() throws IOException {
        List<ObjectLines> others = new ArrayList<>();
        try (ObjectLines lines = set.objects()) {
            for (BackupSet other : folder.sets()) {
                others.add(other.objects());
            }
            for (ObjectLine line = lines.next(); line != null; line = lines.next()) {
                if (!isIn(others, line)) {
                    Files.deleteIfExists(folder.object(line.row()));
                }
            }
        } catch (BackupException e) {
            LOG.warn("Images of a backup that was removed may stay behind, because a list cannot be read", e);
        } finally {
            for (ObjectLines other : others) {
                other.close();
            }
        }
        Folders.delete(set.folder());
    }

    private static boolean isIn(List<ObjectLines> others, ObjectLine line) throws IOException {
        for (ObjectLines other : others) {
            ObjectLine same = other.at(line.row().key());
            if (same != null && same.row().place().equals(line.row().place())) {
                return true;
            }
        }
        return false;
    }
}
