package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes of a file, in a row.
 *
 * @param offset of the first
 */
record FileBody(Path file, long offset, long length) implements Body {

    @Override
    public void writeTo(Sink out) throws IOException {
        try (FileChannel channel = open()) {
            out.copy(channel.position(offset), length);
        }
    }

    /** @throws IOException also when the file is shorter than it should be */
    FileChannel open() throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        if (channel.size() >= offset + length) {
            return channel;
        }
        channel.close();
        throw new IOException(file + " is shorter than it was");
    }

    /** Some of these bytes. */
    FileBody part(long from, long count) {
        return new FileBody(file, offset + from, count);
    }
}
