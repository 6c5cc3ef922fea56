package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a file. An interrupted thread ends the reading.
 *
 * @param length bytes that were read
 * @param sha256 of all of them
 * @param restSha256 of those after the head
 */
record DigestedFile(long length, String sha256, String restSha256) {
    private static final int BUFFER = 256 * 1024;

    /** Reads a file to its end. */
    static DigestedFile read(Path from, int head) throws IOException {
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ)) {
            return pass(in, null, head);
        }
    }

    /** Copies a file and makes the copy durable, but not yet its name. It must not be there, and is for its owner alone. */
    static DigestedFile copy(Path from, Path to, int head) throws IOException {
        var ours = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(to,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ours)) {
            DigestedFile copied = pass(in, out, head);
            out.force(false);
            return copied;
        }
    }

    private static DigestedFile pass(FileChannel in, @Nullable WritableByteChannel out, int head) throws IOException {
        MessageDigest whole = Digests.sha256();
        MessageDigest rest = Digests.sha256();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long length = 0;
        while (in.read(buffer.clear()) >= 0) {
            buffer.flip();
            int skipped = Math.clamp(head - length, 0, buffer.remaining());
            length += buffer.remaining();
            whole.update(buffer.duplicate());
            if (head > 0) {
                rest.update(buffer.slice(skipped, buffer.remaining() - skipped));
            }
            while (out != null && buffer.hasRemaining()) {
                out.write(buffer);
            }
        }
        String sha256 = Digests.hex(whole);
        return new DigestedFile(length, sha256, head > 0 ? Digests.hex(rest) : sha256);
    }

    /** Whether the database says so, too. */
    boolean is(ObjectRow row) {
        return length == row.length() && restSha256.equals(row.sha256());
    }
}
