package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.lianzhen.gateway.backup.BackupListener.Phase;

/** Reads all of a set and compares it with what was written down. */
final class SetCheck {
    private final BackupFolder folder;
    private final BackupSet set;
    private final BackupListener listener;

    SetCheck(BackupFolder folder, BackupSet set, BackupListener listener) {
        this.folder = folder;
        this.set = set;
        this.listener = listener;
    }

    /** @throws BackupException that names the first file which is not what it was */
    void check() throws IOException {
        Manifest manifest = set.manifest();
        listener.phase(Phase.VERIFY, manifest.files().size() + manifest.facts().done().objects());
        try (ObjectLines lines = set.objects(); var work = new InOrder<Long>(listener::advanced)) {
            for (FileEntry file : manifest.files()) {
                work.add(() -> check(set.folder().resolve(file.path()), file.sha256()));
            }
            for (ObjectLine line = lines.next(); line != null; line = lines.next()) {
                Path place = folder.object(line.row());
                String sha256 = line.fileSha256();
                work.add(() -> check(place, sha256));
            }
            work.finish();
        }
    }

    private static long check(Path file, String sha256) throws IOException {
        try {
            DigestedFile read = DigestedFile.read(file, 0);
            if (read.sha256().equals(sha256)) {
                return read.length();
            }
        } catch (NoSuchFileException e) {
            throw BackupException.of(BackupFault.DAMAGED, file + " (is gone)");
        }
        throw BackupException.of(BackupFault.DAMAGED, file);
    }
}
