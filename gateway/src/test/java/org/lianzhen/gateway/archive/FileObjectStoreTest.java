package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileObjectStoreTest {
    private static final Clock NEW_YEARS_EVE = Clock.fixed(Instant.parse("2026-12-31T23:59:59Z"), ZoneOffset.UTC);

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({ "0,1", "1,1", "5000,1", "525312,16384", "1048576,65536", "5000001,70000", "3000000,2047" })
    void keepsEveryByteWhateverTheChunks(int length, int chunk) throws IOException, NoSuchAlgorithmException {
        byte[] bytes = StoreFixture.random(length, length);
        try (StoreFixture fixture = new StoreFixture(root)) {
            StoredObject stored = StoreFixture.get(fixture.put(bytes, chunk));

            assertThat(fixture.store.path(stored.key())).hasBinaryContent(withHead(bytes));
            assertThat(stored.length()).isEqualTo(StoreFixture.HEAD.length + (long) length);
            assertThat(stored.sha256()).contains(sha256(bytes));
        }
    }

    @Test
    void namesObjectsByDayFolderAndLength() throws IOException {
        try (StoreFixture fixture = new StoreFixture(FileObjectStore.Options.of(root), NEW_YEARS_EVE)) {
            assertThat(StoreFixture.get(fixture.put(new byte[10], 10)).key())
                    .isEqualTo("2026-12-31/000001/0000-14.dcm");
            assertThat(StoreFixture.get(fixture.put(new byte[11], 10)).key())
                    .isEqualTo("2026-12-31/000001/0001-15.dcm");
        }
        try (StoreFixture fixture = new StoreFixture(FileObjectStore.Options.of(root), NEW_YEARS_EVE)) {
            assertThat(StoreFixture.get(fixture.put(new byte[12], 10)).key())
                    .isEqualTo("2026-12-31/000002/0000-16.dcm");
        }
    }

    @Test
    void writesASmallObjectOnceUnderItsFinalName() throws IOException {
        try (StoreFixture fixture = new StoreFixture(FileObjectStore.Options.of(root), NEW_YEARS_EVE)) {
            StoreFixture.get(fixture.put(StoreFixture.random(525_000, 1), 16_384));

            assertThat(fixture.disk.journal).containsSubsequence("create 0000-525004.dcm", "write 0000-525004.dcm",
                    "sync 0000-525004.dcm", "syncDirectory 000001");
            assertThat(fixture.disk.count("write")).isEqualTo(1);
            assertThat(fixture.disk.count("rename")).isZero();
        }
    }

    @Test
    void streamsALargeObjectAndNamesItBeforeItsOnlySync() throws IOException {
        try (StoreFixture fixture = new StoreFixture(root)) {
            StoreFixture.get(fixture.put(StoreFixture.random(4_000_000, 1), 65_536));

            assertThat(fixture.disk.journal).containsSubsequence("create 0000.part", "write 0000.part",
                    "rename 0000.part 0000-4000004.dcm", "sync 0000.part", "syncDirectory 000001");
            assertThat(fixture.disk.count("sync ")).isEqualTo(1);
        }
    }

    @Test
    void takesNoDigestWhenToldSo() throws IOException {
        try (StoreFixture fixture = new StoreFixture(FileObjectStore.Options.of(root).withoutDigest(), NEW_YEARS_EVE)) {
            assertThat(StoreFixture.get(fixture.put(new byte[10], 10)).sha256()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({ "100", "3000000" })
    void leavesNothingOfADiscardedObject(int length) throws IOException {
        try (StoreFixture fixture = new StoreFixture(root)) {
            ObjectWriter writer = fixture.begin();
            fixture.write(writer, StoreFixture.random(length, 1));
            fixture.discard(writer);
            fixture.write(writer, new byte[5]);
            fixture.discard(writer);
            StoreFixture.get(fixture.put(new byte[1], 1));
        }
        assertThat(objects()).hasSize(1);
    }

    @Test
    void leavesNothingOfAnObjectThatIsUnderWayWhenItCloses() throws Exception {
        try (StoreFixture fixture = new StoreFixture(root)) {
            fixture.disk.hold(call -> call.startsWith("create"));
            ObjectWriter writer = fixture.begin();
            fixture.write(writer, StoreFixture.random(3_000_000, 1));
            fixture.disk.awaitHeldCall();
            fixture.discard(writer);
        }
        assertThat(objects()).isEmpty();
    }

    @Test
    void cannotBeCommittedTwice() throws IOException {
        try (StoreFixture fixture = new StoreFixture(root)) {
            ObjectWriter writer = fixture.begin();
            StoreFixture.get(fixture.commit(writer));
            assertThatThrownBy(() -> StoreFixture.get(fixture.commit(writer)))
                    .hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refusesObjectsOnceClosed() throws IOException {
        try (StoreFixture fixture = new StoreFixture(root)) {
            ObjectWriter small = fixture.begin();
            ObjectWriter large = fixture.begin();
            fixture.store.close();
            fixture.write(large, new byte[3_000_000]);
            fixture.write(large, new byte[3_000_000]);

            assertThatThrownBy(() -> StoreFixture.get(fixture.commit(small)))
                    .hasCauseInstanceOf(ObjectRefusedException.class);
            assertThatThrownBy(() -> StoreFixture.get(fixture.commit(large)))
                    .hasCauseInstanceOf(ObjectRefusedException.class);
        }
    }

    @Test
    void isUsedByOneProcessOnly() throws IOException {
        try (StoreFixture fixture = new StoreFixture(root)) {
            assertThat(fixture.store.recovery().adopted()).isEmpty();
            assertThatThrownBy(() -> new StoreFixture(root)).isInstanceOf(StoreInUseException.class);
        }
        new StoreFixture(root).close();
    }

    @Test
    void rejectsOptionsWithoutThreads() {
        assertThatThrownBy(() -> new FileObjectStore.Options(root, 0, 1, false, ArchiveIndex.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).filter(file -> !file.endsWith("lock")).toList();
        }
    }

    private static byte[] withHead(byte[] bytes) {
        byte[] all = java.util.Arrays.copyOf(StoreFixture.HEAD, StoreFixture.HEAD.length + bytes.length);
        System.arraycopy(bytes, 0, all, StoreFixture.HEAD.length, bytes.length);
        return all;
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void everyFolderOnTheWayIsDurable() throws IOException {
        var disk = new TestDisk();
        Path deep = root.resolve("a/b/objects");

        FileObjectStore.open(FileObjectStore.Options.of(deep), disk, NEW_YEARS_EVE).close();

        assertThat(disk.journal).startsWith("syncDirectory " + root.getFileName(), "syncDirectory a", "syncDirectory b",
                "syncDirectory objects");
        disk.journal.clear();
        FileObjectStore.open(FileObjectStore.Options.of(deep), disk, NEW_YEARS_EVE).close();
        assertThat(disk.journal).as("once is enough").isEmpty();
    }

    @Test
    void aStoreThatCannotBeMadeDurableDoesNotOpen() throws IOException {
        var disk = new TestDisk();
        disk.fail(call -> call.equals("syncDirectory a"));
        FileObjectStore.Options options = FileObjectStore.Options.of(root.resolve("a/objects"));

        assertThatThrownBy(() -> FileObjectStore.open(options, disk, NEW_YEARS_EVE)).hasMessageContaining("injected");
    }

    @Test
    void aFileWhereTheFolderShouldBeIsAFault() throws IOException {
        Path file = Files.createFile(root.resolve("file"));

        assertThatThrownBy(() -> FileObjectStore.open(FileObjectStore.Options.of(file)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> FileObjectStore.open(FileObjectStore.Options.of(file.resolve("below"))))
                .isInstanceOf(IOException.class);
        assertThat(file).isEmptyFile();
    }

    @Test
    void closesInTimeThoughTheDiskDoesNotAnswer() throws Exception {
        try (StoreFixture fixture = new StoreFixture(root)) {
            fixture.disk.hold(call -> call.startsWith("sync "));
            CompletableFuture<StoredObject> stored = fixture.put(new byte[100], 100);
            fixture.disk.awaitHeldCall();
            long begin = System.nanoTime();

            fixture.store.close(Duration.ofMillis(100));

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
            assertThat(stored).as("never acknowledged").isNotDone();
        }
    }

    @Test
    void theFolderIsLetGoWhenTheStoreCannotOpen() throws IOException {
        Files.createDirectories(root.resolve("open"));
        Files.createFile(root.resolve("open/2026-03-01_000001"));
        var disk = new TestDisk();
        disk.fail(call -> call.startsWith("delete"));
        FileObjectStore.Options options = FileObjectStore.Options.of(root);
        assertThatThrownBy(() -> FileObjectStore.open(options, disk, NEW_YEARS_EVE)).hasMessageContaining("injected");

        FileObjectStore.open(options).close();
    }
}
