package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalDiskTest {
    @TempDir
    private Path folder;

    private Disk disk(boolean direct) throws IOException {
        if (!direct) {
            return Disk.LOCAL;
        }
        Optional<DirectDisk> disk = DirectDisk.of(folder);
        Assumptions.assumeTrue(disk.isPresent(), "the file system has a page cache only");
        return disk.get();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({ "false, 600000", "true, 0", "true, 1", "true, 4095", "true, 4096", "true, 4097", "true, 600000",
            "true, 1048576", "true, 1114112", "true, 1114113", "true, 5000000" })
    void writesAnyLengthAtOnceAndInPieces(boolean direct, int length) throws IOException {
        byte[] bytes = bytes(length);
        Path whole = folder.resolve("whole");
        try (Disk.DiskFile file = disk(direct).create(whole)) {
            file.end(new ByteBuffer[]{ ByteBuffer.wrap(bytes) });
            file.sync();
        }
        assertThat(whole).hasBinaryContent(bytes);
        for (int piece : new int[]{ 1000, 4096, 16_384, 300_001 }) {
            Path path = folder.resolve("by-" + piece);
            try (Disk.DiskFile file = disk(direct).create(path)) {
                int at = 0;
                for (; at + piece < length; at += piece) {
                    file.write(new ByteBuffer[]{ ByteBuffer.wrap(bytes, at, piece / 3),
                            ByteBuffer.wrap(bytes, at + piece / 3, piece - piece / 3) });
                }
                file.end(new ByteBuffer[]{ ByteBuffer.wrap(bytes, at, length - at) });
                file.sync();
            }
            assertThat(path).hasBinaryContent(bytes);
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.probe");
    }

    @Test
    void writesAllBuffersInOrderEmptyOnesIncluded() throws IOException {
        Path path = folder.resolve("a");
        try (Disk.DiskFile file = Disk.LOCAL.create(path)) {
            file.write(buffers(0, 3, 0, 0, 4, 0));
            file.write(buffers());
            file.end(buffers(2));
            file.sync();
        }
        assertThat(path).hasBinaryContent(new byte[]{ 1, 1, 1, 4, 4, 4, 4, 0, 0 });
    }

    @Test
    void writesMoreBuffersThanOneSystemCallTakes() throws IOException {
        Path path = folder.resolve("a");
        ByteBuffer[] many = new ByteBuffer[5000];
        for (int i = 0; i < many.length; i++) {
            many[i] = ByteBuffer.wrap(new byte[]{ (byte) i, (byte) (i >> 8) });
        }
        try (Disk.DiskFile file = Disk.LOCAL.create(path)) {
            file.write(many);
        }
        assertThat(Files.size(path)).isEqualTo(10_000);
        assertThat(Files.readAllBytes(path)).endsWith((byte) 4999, (byte) (4999 >> 8));
    }

    @Test
    void neverWritesOverAFile() throws IOException {
        Path path = Files.writeString(folder.resolve("a"), "there");
        assertThatThrownBy(() -> Disk.of(folder).create(path)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> Disk.LOCAL.create(path)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(path).hasContent("there");
    }

    @Test
    void renamesDeletesAndSyncsFolders() throws IOException {
        Path from = Files.createFile(folder.resolve("a"));
        Path to = folder.resolve("b");
        Disk.of(folder).rename(from, to);
        Disk.LOCAL.syncDirectory(folder);
        assertThat(to).exists();
        Disk.LOCAL.delete(to);
        Disk.LOCAL.delete(to);
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> Disk.LOCAL.syncDirectory(to)).isInstanceOf(NoSuchFileException.class);
    }

    /** Buffers of these lengths, each filled with its index. */
    private static ByteBuffer[] buffers(int... lengths) {
        ByteBuffer[] buffers = new ByteBuffer[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            byte[] bytes = new byte[lengths[i]];
            java.util.Arrays.fill(bytes, (byte) i);
            buffers[i] = ByteBuffer.wrap(bytes);
        }
        return buffers;
    }
}
