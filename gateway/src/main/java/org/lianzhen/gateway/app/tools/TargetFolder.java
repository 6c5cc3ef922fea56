package org.lianzhen.gateway.app.tools;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/**
 * Where fetched instances go: one file for each, named by its UID. A file has its name only when it is complete.
 *
 * @param folder exists
 */
record TargetFolder(Path folder) {
    private static final String SUFFIX = ".dcm";
    private static final String PART = ".part";
    /** Digits and dots are safe as names; instances under any other name do not get as far as this folder. */
    private static final Pattern UID = Pattern.compile("[0-9.]+");

    /** Whether the instance is there already. What a peer calls a UID and is none cannot be. */
    boolean has(String sopInstanceUid) {
        return UID.matcher(sopInstanceUid).matches() && Files.exists(file(sopInstanceUid));
    }

    private Path file(String sopInstanceUid) {
        return folder.resolve(sopInstanceUid + SUFFIX);
    }

    private Path part(String sopInstanceUid) {
        return folder.resolve(sopInstanceUid + SUFFIX + PART);
    }

    /** Opens a file to be filled; one that was left unfinished begins anew. Blocks. */
    FileChannel begin(String sopInstanceUid) throws IOException {
        return FileChannel.open(part(sopInstanceUid), StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Gives a complete file its name. Blocks. */
    void finish(String sopInstanceUid) throws IOException {
        Files.move(part(sopInstanceUid), file(sopInstanceUid), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes an incomplete file. Blocks. */
    void abandon(String sopInstanceUid) throws IOException {
        Files.deleteIfExists(part(sopInstanceUid));
    }
}
