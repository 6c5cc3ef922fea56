package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A complete set.
 *
 * @param folder that it lies in
 */
record BackupSet(Path folder) {
    /** What belongs into the data folder, images aside. */
    static final String DATA = "data";
    /** Files that the settings name and that lie elsewhere. */
    static final String SETTINGS = "settings";
    /** The images, see {@link ObjectLine}; sorted by key. */
    static final String OBJECTS = "objects";

    String name() {
        return folder.getFileName().toString();
    }

    Manifest manifest() throws IOException {
        return Manifest.read(folder);
    }

    /** Its images, after a look whether the list is what was written. */
    ObjectLines objects() throws IOException {
        for (FileEntry entry : manifest().files()) {
            if (entry.path().equals(OBJECTS)) {
                Path list = folder.resolve(OBJECTS);
                if (!Files.isRegularFile(list) || !DigestedFile.read(list, 0).sha256().equals(entry.sha256())) {
                    throw BackupException.of(BackupFault.DAMAGED, list);
                }
                return ObjectLines.open(list);
            }
        }
        throw BackupException.of(BackupFault.DAMAGED, folder.resolve(Manifest.FILE));
    }
}
