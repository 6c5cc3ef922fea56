package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Whether there is room, looked at before anything is written.
 *
 * @param folder to be written to
 * @param reserve bytes that must be left
 */
record Room(Path folder, long reserve) {
    /** What the database's journal may grow by meanwhile, and what file systems need for themselves. */
    private static final long SPARE = 64L << 20;

    /** How large they are now; those that are not there count for nothing. */
    static long size(List<Path> files) throws IOException {
        long size = 0;
        for (Path file : files) {
            size += Files.isRegularFile(file) ? Files.size(file) : 0;
        }
        return size;
    }

    /** @throws BackupException when there is not enough for that many bytes */
    void check(long bytes) throws IOException {
        long needed = bytes + bytes / 50 + SPARE + reserve;
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < needed) {
            throw BackupException.of(BackupFault.NO_ROOM, needed, free, folder);
        }
    }

    /** Bytes of the images that a backup does not have yet. */
    static long missing(BackupFolder backup, ObjectRows rows) throws IOException {
        var missing = new LongAdder();
        rows.each(row -> {
            Path place = backup.object(row);
            missing.add(Files.exists(place) && Files.size(place) == row.length() ? 0 : row.length());
        });
        return missing.sum();
    }
}
