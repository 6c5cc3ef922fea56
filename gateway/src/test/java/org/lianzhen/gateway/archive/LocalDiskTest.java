package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDiskTest {
    @TempDir
    private Path folder;

    @Test
    void writesAllBuffersInOrderEmptyOnesIncluded() throws IOException {
        Path path = folder.resolve("a");
        try (Disk.DiskFile file = Disk.LOCAL.create(path)) {
            file.write(buffers(0, 3, 0, 0, 4, 0));
            file.write(buffers());
            file.write(buffers(2));
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
        assertThatThrownBy(() -> Disk.LOCAL.create(path)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(path).hasContent("there");
    }

    @Test
    void renamesDeletesAndSyncsFolders() throws IOException {
        Path from = Files.createFile(folder.resolve("a"));
        Path to = folder.resolve("b");
        Disk.LOCAL.rename(from, to);
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
