package org.lianzhen.gateway.backup;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * A file of a set, other than images: {@code file SHA256 LENGTH MODIFIED MODE PATH}.
 *
 * @param path relative to the set, with forward slashes
 * @param mode who may do what with it, as {@code rw-------}
 */
record FileEntry(String path, long length, String sha256, Instant modified, String mode) {
    private static final String WORD = "file ";
    private static final int PARTS = 5;

    String text() {
        return WORD + sha256 + " " + length + " " + modified + " " + mode + " " + path;
    }

    /** @throws BackupException when it is no such line */
    static FileEntry parse(String line) throws BackupException {
        String[] parts = line.substring(WORD.length()).split(" ", PARTS);
        try {
            return new FileEntry(parts[4], Long.parseLong(parts[1]), parts[0], Instant.parse(parts[2]), parts[3]);
        } catch (NumberFormatException | DateTimeParseException | ArrayIndexOutOfBoundsException e) {
            throw BackupException.of(BackupFault.DAMAGED, Manifest.FILE);
        }
    }

    static boolean isOne(String line) {
        return line.startsWith(WORD);
    }
}
