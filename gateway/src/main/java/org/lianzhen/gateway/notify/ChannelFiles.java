package org.lianzhen.gateway.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files that channels name, which hold what is never told.
 *
 * @param folder of them
 */
public record ChannelFiles(Path folder) {
    private static final long LONGEST = 64 * 1024;

    /**
     * The lines of a file, without spaces around them; blocks.
     *
     * @throws IOException when it is not to be had or has too few; tells nothing of what it says
     */
    public List<String> lines(String name, int least) throws IOException {
        Path file = folder.resolve(name);
        if (Files.size(file) > LONGEST) {
            throw new IOException(name + " is too long for a secret");
        }
        List<String> lines = Files.readString(file).strip().lines().map(String::strip).toList();
        if (lines.size() < least || lines.stream().limit(least).anyMatch(String::isEmpty)) {
            throw new IOException(name + " must have " + least + " lines that are not empty");
        }
        return lines;
    }

    /** Where a file is; null for none. */
    public @Nullable Path path(@Nullable String name) {
        return name == null ? null : folder.resolve(name);
    }
}
