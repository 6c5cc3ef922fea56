package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.net.DataSetSource;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.SopReference;

/** What is sent on at once comes from memory, byte for byte as it lies on the disk. */
class RecentDataTest {
    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    @TempDir
    private Path root;

    private static Instance instance(StoreFixture fixture, String key) {
        return KeptInstances.of(fixture.store, fixture.store.path("decoding"), () -> false).open(new KeptInstance("1.2",
                new SopReference("1.2.3", "1.2.3.4"), SYNTAX.uid(), key, StoreFixture.HEAD.length));
    }

    private static byte[] read(Instance instance, int most) {
        return read(instance.open(SYNTAX), most);
    }

    private static byte[] read(DataSetSource source, int most) {
        var all = new ByteArrayOutputStream();
        try {
            for (ByteBuf piece = next(source, most); piece.isReadable(); piece = next(source, most)) {
                byte[] bytes = new byte[piece.readableBytes()];
                piece.readBytes(bytes).release();
                assertThat(bytes).hasSizeLessThanOrEqualTo(most);
                all.writeBytes(bytes);
            }
        } finally {
            source.close();
        }
        return all.toByteArray();
    }

    private static ByteBuf next(DataSetSource source, int most) {
        return StoreFixture.get(source.next(most).toCompletableFuture());
    }

    @ParameterizedTest
    @CsvSource({ "1,1,2", "5000,1,300", "525312,16384,16372", "525312,70000,131072", "1000000,2047,65536" })
    void comesFromMemoryWhateverTheChunks(int length, int chunk, int most) throws IOException {
        byte[] bytes = StoreFixture.random(length, length);
        try (StoreFixture fixture = new StoreFixture(root)) {
            String key = StoreFixture.get(fixture.put(bytes, chunk)).key();
            assertThat(fixture.store.path(key)).hasSize(bytes.length + 4L);
            Files.delete(fixture.store.path(key));

            Instance instance = instance(fixture, key);
            assertThat(read(instance, most)).isEqualTo(bytes);
            assertThat(read(instance, most)).as("as often as it is asked for").isEqualTo(bytes);
        }
    }

    @Test
    void comesFromTheFileOnceTheMemoryIsNeededElsewhere() throws IOException {
        byte[] bytes = StoreFixture.random(50_000, 1);
        var options = new FileObjectStore.Options(root, 8, 200_000, true, ArchiveIndex.NONE);
        try (StoreFixture fixture = new StoreFixture(options, Clock.systemUTC())) {
            Instance instance = instance(fixture, StoreFixture.get(fixture.put(bytes, 10_000)).key());
            DataSetSource begun = instance.open(SYNTAX);
            next(begun, 7).release();
            ObjectWriter large = fixture.begin();
            fixture.write(large, new byte[190_000]);
            assertThat(fixture.store.recent().bytes()).isZero();

            assertThat(read(begun, 4096)).as("one that has begun").hasSize(50_000 - 7);
            assertThat(read(instance, 4096)).isEqualTo(bytes);
            fixture.discard(large);
        }
    }

    @Test
    void aStreamedObjectComesFromItsFile() throws IOException {
        byte[] bytes = StoreFixture.random(3_000_000, 1);
        try (StoreFixture fixture = new StoreFixture(root)) {
            String key = StoreFixture.get(fixture.put(bytes, 65_536)).key();
            assertThat(fixture.store.recent().bytes()).isZero();
            assertThat(read(instance(fixture, key), 65_536)).isEqualTo(bytes);
        }
    }

    @Test
    void isNotThereBeforeItIsDurable() throws IOException, InterruptedException {
        try (StoreFixture fixture = new StoreFixture(root)) {
            fixture.disk.hold(call -> call.startsWith("syncDirectory 000001"));
            CompletableFuture<StoredObject> stored = fixture.put(new byte[100], 100);
            fixture.disk.awaitHeldCall();
            assertThat(fixture.store.recent().bytes()).isZero();
            fixture.disk.letGo();
            StoreFixture.get(stored);
            assertThat(fixture.store.recent().bytes()).isPositive();
        }
    }

    @Test
    void nothingIsKeptOfWhatTheArchiveDoesNotKeep() throws IOException {
        try (StoreFixture fixture = new StoreFixture(root)) {
            fixture.disk.fail(call -> call.startsWith("sync ") || call.equals("write 0001-204.dcm"));
            for (int length : new int[]{ 100, 200 }) {
                assertThatThrownBy(() -> StoreFixture.get(fixture.put(new byte[length], 100)))
                        .hasCauseInstanceOf(ObjectRefusedException.class);
            }
            assertThat(fixture.store.recent().bytes()).isZero();
        }
    }

    @Test
    void nothingIsKeptOfADuplicate() throws IOException {
        var index = new FakeIndex();
        try (StoreFixture fixture = new StoreFixture(FileObjectStore.Options.of(root).withIndex(index),
                Clock.systemUTC())) {
            StoreFixture.get(fixture.put(FakeIndex.entry("1.1"), new byte[100]));
            long once = fixture.store.recent().bytes();
            String kept = index.committed.element().object().key();
            index.answer = rows -> CompletableFuture
                    .completedStage(List.of(new Acceptance.Duplicate(kept)));
            StoreFixture.get(fixture.put(FakeIndex.entry("1.1"), new byte[100]));
            assertThat(fixture.store.recent().bytes()).isEqualTo(once).isPositive();
        }
    }

    @Test
    void whatIsNowhereCannotBeRead() throws IOException {
        try (StoreFixture fixture = new StoreFixture(root)) {
            assertThatThrownBy(() -> read(instance(fixture, "2026-01-01/000001/0000-4.dcm"), 10))
                    .isInstanceOf(CompletionException.class).hasRootCauseInstanceOf(NoSuchFileException.class);
        }
    }
}
