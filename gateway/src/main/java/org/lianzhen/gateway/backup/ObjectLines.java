package org.lianzhen.gateway.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The objects of a set, read once from front to back, in the order of their keys. */
final class ObjectLines implements AutoCloseable {
    private final BufferedReader reader;
    private @Nullable ObjectLine ahead;

    private ObjectLines(BufferedReader reader) throws IOException {
        this.reader = reader;
        this.ahead = read();
    }

    static ObjectLines open(Path list) throws IOException {
        return new ObjectLines(Files.newBufferedReader(list, StandardCharsets.US_ASCII));
    }

    private @Nullable ObjectLine read() throws IOException {
        String line = reader.readLine();
        return line == null ? null : ObjectLine.parse(line);
    }

    /** The next one, which stays the next; null at the end. */
    @Nullable
    ObjectLine ahead() {
        return ahead;
    }

    /** The next, or null at the end. */
    @Nullable
    ObjectLine next() throws IOException {
        ObjectLine line = ahead;
        if (line != null) {
            ahead = read();
        }
        return line;
    }

    /** The object of this key, if there is one; asked for in the order of keys. */
    @Nullable
    ObjectLine at(String key) throws IOException {
        ObjectLine line = ahead;
        while (line != null && line.row().key().compareTo(key) < 0) {
            next();
            line = ahead;
        }
        return line != null && line.row().key().equals(key) ? line : null;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
