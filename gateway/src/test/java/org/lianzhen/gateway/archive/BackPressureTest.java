package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;

class BackPressureTest {
    private static final int MIB = 1024 * 1024;

    @TempDir
    private Path root;

    @Test
    void asksTheSenderToPauseWhileTheDiskIsSlowAndToGoOnAfterwards() throws IOException, InterruptedException {
        try (StoreFixture fixture = new StoreFixture(root)) {
            fixture.disk.hold(call -> call.startsWith("write"));
            ObjectWriter writer = fixture.begin();
            fixture.write(writer, new byte[MIB]);
            assertThat(fixture.isWritable(writer)).isTrue();
            fixture.disk.awaitHeldCall();
            fixture.write(writer, new byte[MIB]);
            assertThat(fixture.isWritable(writer)).isFalse();
            fixture.disk.letGo();

            CompletableFuture<StoredObject> stored = fixture.commit(writer);
            assertThat(StoreFixture.get(stored).length()).isEqualTo(2 * MIB + 4);
        }
    }

    @Test
    void runsOnWritableOncePerPause() throws IOException, InterruptedException {
        try (StoreFixture fixture = new StoreFixture(root)) {
            fixture.disk.hold(call -> call.startsWith("write"));
            ObjectWriter writer = fixture.begin();
            fixture.write(writer, new byte[2 * MIB]);
            fixture.disk.awaitHeldCall();
            assertThat(fixture.isWritable(writer)).isFalse();
            assertThat(fixture.isWritable(writer)).isFalse();
            fixture.disk.letGo();
            awaitWritable(fixture, writer);

            assertThat(fixture.timesWritable).hasValue(1);
            StoreFixture.get(fixture.commit(writer));
            assertThat(fixture.timesWritable).hasValue(1);
        }
    }

    @Test
    void staysUnwritableForNobodyWhoseObjectHasFailed() throws IOException {
        try (StoreFixture fixture = new StoreFixture(root)) {
            fixture.disk.fail(call -> call.startsWith("write"));
            ObjectWriter writer = fixture.begin();
            for (int i = 0; i < 16; i++) {
                fixture.write(writer, new byte[MIB]);
            }
            awaitWritable(fixture, writer);
            assertThatThrownBy(() -> StoreFixture.get(fixture.commit(writer)))
                    .hasCauseInstanceOf(ObjectRefusedException.class);
        }
    }

    @Test
    void writesSmallPiecesEarlyWhenManyObjectsFillTheMemory() throws IOException, InterruptedException {
        FileObjectStore.Options tight = new FileObjectStore.Options(root, 8, 100_000, false, ArchiveIndex.NONE);
        try (StoreFixture fixture = new StoreFixture(tight, Clock.systemUTC())) {
            ObjectWriter first = fixture.begin();
            fixture.write(first, new byte[90_000]);
            assertThat(fixture.disk.count("write")).isZero();
            fixture.disk.hold(call -> call.startsWith("write"));
            ObjectWriter second = fixture.begin();
            fixture.write(second, new byte[20_000]);
            fixture.disk.awaitHeldCall();
            fixture.write(second, new byte[120_000]);
            assertThat(fixture.isWritable(second)).isFalse();
            fixture.disk.letGo();

            assertThat(StoreFixture.get(fixture.commit(second)).length()).isEqualTo(140_004);
            assertThat(StoreFixture.get(fixture.commit(first)).length()).isEqualTo(90_004);
        }
    }

    @Test
    void countsEveryByteOutOfTheBudgetAgain() throws IOException {
        Storage storage = new Storage(FileObjectStore.Options.of(root), Disk.LOCAL, Clock.systemUTC());
        java.nio.file.Files.createDirectory(root.resolve(ObjectFolders.OPEN));
        FileObjectWriter discarded = writer(storage);
        discarded.write(StoreFixture.buffer(new byte[100]));
        discarded.discard();
        FileObjectWriter large = writer(storage);
        large.write(StoreFixture.buffer(new byte[3 * MIB]));
        CompletableFuture<StoredObject> stored = large.commit().toCompletableFuture();
        StoreFixture.get(stored);
        storage.close(Duration.ofSeconds(10));

        assertThat(storage.budget().held()).isZero();
    }

    /** The owner is whoever calls: fine here, because each writer waits for its storage thread. */
    private static FileObjectWriter writer(Storage storage) {
        return new FileObjectWriter(storage, Runnable::run, StoreFixture.buffer(new byte[4]), () -> {});
    }

    private static void awaitWritable(StoreFixture fixture, ObjectWriter writer) {
        Await.until("the writer takes bytes again", () -> fixture.isWritable(writer));
    }
}
