package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Start-up on what a crash left. */
class RecoveryTest {
    @TempDir
    private Path root;

    @Test
    void adoptsWholeObjectsAndRemovesCutOnes() throws IOException {
        Path folder = crashed("2026-03-01", "000004");
        Files.write(folder.resolve("0000-5.dcm"), new byte[5]);
        Files.write(folder.resolve("0001-9.dcm"), new byte[4]);
        Files.write(folder.resolve("0002.part"), new byte[7]);
        Files.write(folder.resolve("0003-0.dcm"), new byte[0]);

        try (FileObjectStore store = FileObjectStore.open(FileObjectStore.Options.of(root))) {
            assertThat(store.recovery().adopted()).containsExactly(
                    new StoredObject("2026-03-01/000004/0000-5.dcm", 5, Optional.empty()),
                    new StoredObject("2026-03-01/000004/0003-0.dcm", 0, Optional.empty()));
            assertThat(store.recovery().removed()).isEqualTo(2);
        }
        assertThat(folder).isDirectoryNotContaining("glob:**0001*").isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void looksAtFoldersThatWereInUseOnly() throws IOException {
        Path closed = Files.createDirectories(root.resolve("2026-02-01/000001"));
        Files.write(closed.resolve("0001-9.dcm"), new byte[4]);
        crashed("2026-03-01", "000004");

        assertThat(reopened()).isEqualTo(new Recovery(List.of(), List.of(), 0, 0));
        assertThat(closed.resolve("0001-9.dcm")).exists();
    }

    @Test
    void survivesAMarkerWhoseFolderWasNeverMade() throws IOException {
        Files.createDirectories(root.resolve("open"));
        Files.createFile(root.resolve("open/2026-03-01_000004"));
        assertThat(reopened()).isEqualTo(new Recovery(List.of(), List.of(), 0, 0));
    }

    @Test
    void settlesACrashOnlyOnce() throws IOException {
        Files.write(crashed("2026-03-01", "000004").resolve("0000-5.dcm"), new byte[5]);
        assertThat(reopened().adopted()).hasSize(1);
        assertThat(reopened().adopted()).isEmpty();
    }

    private Path crashed(String day, String number) throws IOException {
        Files.createDirectories(root.resolve("open"));
        Files.createFile(root.resolve("open/" + day + "_" + number));
        return Files.createDirectories(root.resolve(day).resolve(number));
    }

    private Recovery reopened() throws IOException {
        try (FileObjectStore store = FileObjectStore.open(FileObjectStore.Options.of(root))) {
            return store.recovery();
        }
    }

    @Test
    void adoptedObjectsAreMadeDurableBeforeTheirMarkGoes() throws IOException {
        Files.write(crashed("2026-03-01", "000004").resolve("0000-5.dcm"), new byte[5]);
        var disk = new TestDisk();

        FileObjectStore.open(FileObjectStore.Options.of(root), disk, Clock.systemUTC()).close();

        assertThat(disk.journal).containsSubsequence("syncDirectory 000004", "delete 2026-03-01_000004");
    }

    @Test
    void aCrashDuringRecoveryLosesNothing() throws IOException {
        Path folder = crashed("2026-03-01", "000004");
        Files.write(folder.resolve("0000-5.dcm"), new byte[5]);
        Files.write(folder.resolve("0001.part"), new byte[3]);
        var disk = new TestDisk();
        disk.fail(call -> call.startsWith("syncDirectory 000004"));
        assertThatThrownBy(() -> FileObjectStore.open(FileObjectStore.Options.of(root), disk, Clock.systemUTC()))
                .hasMessageContaining("injected");

        assertThat(reopened().adopted()).hasSize(1);
    }

    @Test
    void nothingOfAnOlderCrashIsNamedTwice() throws IOException {
        Files.write(crashed("2026-03-01", "000004").resolve("0000-5.dcm"), new byte[5]);
        Files.write(crashed("2026-03-01", "000005").resolve("0000-6.dcm"), new byte[6]);
        Files.write(crashed("2026-03-02", "000001").resolve("0000-7.dcm"), new byte[7]);

        assertThat(reopened().adopted()).extracting(StoredObject::key).containsExactly("2026-03-01/000004/0000-5.dcm",
                "2026-03-01/000005/0000-6.dcm", "2026-03-02/000001/0000-7.dcm");
    }
}
