package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.lianzhen.gateway.backup.BackupListener.Phase;

/** Compares the images of a data folder with what the database says of them. Changes nothing; blocks. */
public final class ArchiveCheck {
    private final ObjectRows rows;
    private final Path objects;
    private final BackupListener listener;
    private long whole;
    private long damaged;

    /** @param listener hears each image that is damaged */
    public ArchiveCheck(ObjectRows rows, Path data, BackupListener listener) {
        this.rows = rows;
        this.objects = data.resolve(DataFiles.OBJECTS);
        this.listener = listener;
    }

    /** What was found. */
    public record Report(long whole, long damaged) {}

    /** Reads every image and computes its digest. */
    public Report digests() throws IOException {
        return walk(true);
    }

    /** Looks only whether each is there with its length. */
    public Report lengths() throws IOException {
        return walk(false);
    }

    private Report walk(boolean digests) throws IOException {
        listener.phase(Phase.VERIFY, rows.totals().objects());
        try (var work = new InOrder<Optional<ObjectRow>>(this::note)) {
            rows.each(row -> work.add(() -> isWhole(row, digests) ? Optional.empty() : Optional.of(row)));
            work.finish();
        }
        return new Report(whole, damaged);
    }

    private void note(Optional<ObjectRow> broken) {
        broken.ifPresentOrElse(row -> {
            damaged++;
            listener.damaged(row.key());
        }, () -> whole++);
    }

    private boolean isWhole(ObjectRow row, boolean digest) throws IOException {
        Path file = objects.resolve(row.key());
        try {
            boolean is = digest ? DigestedFile.read(file, row.dataSetOffset()).is(row)
                    : Files.size(file) == row.length();
            listener.advanced(row.length());
            return is;
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
