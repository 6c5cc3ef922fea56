package org.lianzhen.gateway.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetFolderTest {
    @TempDir
    private Path folder;

    private TargetFolder target() {
        return new TargetFolder(folder);
    }

    private void write(String uid, String text) throws IOException {
        try (FileChannel file = target().begin(uid)) {
            file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    @Test
    void aFileHasItsNameWhenItIsComplete() throws IOException {
        write("1.2.3", "all");

        assertThat(target().has("1.2.3")).isFalse();
        target().finish("1.2.3");
        assertThat(target().has("1.2.3")).isTrue();
        assertThat(folder.resolve("1.2.3.dcm")).hasContent("all");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void whatWasLeftUnfinishedBeginsAnew() throws IOException {
        write("1.2.3", "a long attempt that broke off");
        write("1.2.3", "short");

        target().finish("1.2.3");

        assertThat(folder.resolve("1.2.3.dcm")).hasContent("short");
    }

    @Test
    void whatIsAbandonedLeavesNothing() throws IOException {
        write("1.2.3", "half");

        target().abandon("1.2.3");
        target().abandon("1.2.3");

        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = { "../secret", "/etc/hosts", "a\0b", "", "姓名" })
    void whatIsNoUidIsNotLookedFor(String text) throws IOException {
        Files.createFile(folder.resolve("secret.dcm"));

        assertThat(new TargetFolder(Files.createDirectory(folder.resolve("target"))).has(text)).isFalse();
    }
}
