package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.archive.IndexUnavailableException.Rows;

/** What becomes of objects whose rows the index does not take. */
class RowsTest {
    private static final String BAD = "1.2.666";

    @TempDir
    private Path root;

    private final FakeIndex index = new FakeIndex();

    @Test
    void rowsThatTheIndexDoesNotWantTakeNoOthersDown() throws IOException {
        index.answer = rows -> rows.stream().anyMatch(row -> row.entry().image().sopInstanceUid().equals(BAD))
                ? failed(Rows.REFUSED)
                : stored(rows);
        try (StoreFixture fixture = fixture()) {
            fixture.disk.hold(call -> call.startsWith("sync "));
            CompletableFuture<Acceptance> first = put(fixture, "1.2.1");
            Await.until("the first batch is under way", () -> index.batches.size() == 1);
            List<CompletableFuture<Acceptance>> good = new ArrayList<>();
            for (int i = 2; i < 12; i++) {
                good.add(put(fixture, "1.2." + i));
            }
            CompletableFuture<Acceptance> bad = put(fixture, BAD);
            Await.until("all are written", () -> fixture.disk.count("write ") == 12);
            fixture.disk.letGo();

            assertThatThrownBy(() -> get(bad)).hasCauseInstanceOf(ObjectRefusedException.class);
            good.forEach(each -> assertThat(get(each)).isEqualTo(new Acceptance.Stored()));
            assertThat(get(first)).isEqualTo(new Acceptance.Stored());
        }
        assertThat(objects()).hasSize(11);
    }

    @Test
    void whoWaitsBehindABatchThatIsNotAnsweredIsAnsweredWithIt() throws IOException {
        var never = new CompletableFuture<List<Acceptance>>();
        index.answer = rows -> never;
        try (StoreFixture fixture = fixture()) {
            CompletableFuture<Acceptance> first = put(fixture, "1.2.1");
            Await.until("the first batch is under way", () -> index.batches.size() == 1);
            CompletableFuture<Acceptance> second = put(fixture, "1.2.2");
            Await.until("the second waits", () -> fixture.disk.count("write ") == 2);

            assertThatThrownBy(() -> get(second)).hasCauseInstanceOf(ObjectRefusedException.class);
            assertThatThrownBy(() -> get(first)).hasCauseInstanceOf(ObjectRefusedException.class);
            assertThat(index.batches).as("nothing was sent for the second").hasSize(1);
        }
        assertThat(objects()).as("what is in doubt stays for the next start").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void anIndexThatBreaksDownLeavesNobodyWaiting(Breakdown breakdown) throws IOException {
        breakdown.of(index);
        try (StoreFixture fixture = fixture()) {
            fixture.disk.hold(call -> call.startsWith("sync "));
            List<CompletableFuture<Acceptance>> puts = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                puts.add(put(fixture, "1.2." + i));
            }
            Await.until("all are written", () -> fixture.disk.count("write ") == 5);
            fixture.disk.letGo();
            puts.forEach(each -> assertThatThrownBy(() -> get(each)).hasCauseInstanceOf(ObjectRefusedException.class));
            assertThat(objects()).as("what may have rows stays").hasSize(breakdown.left);

            index.begin = rows -> {};
            index.answer = FakeIndex::stored;
            assertThat(get(put(fixture, "1.2.9"))).isEqualTo(new Acceptance.Stored());
        }
    }

    enum Breakdown {
        BEGIN(0) {
            @Override
            void of(FakeIndex index) {
                index.begin = rows -> {
                    throw new IllegalStateException("injected");
                };
            }
        },
        COMMIT(5) {
            @Override
            void of(FakeIndex index) {
                index.answer = rows -> {
                    throw new IllegalStateException("injected");
                };
            }
        },
        SHORT_ANSWER(5) {
            @Override
            void of(FakeIndex index) {
                index.answer = rows -> CompletableFuture.completedStage(List.of());
            }
        },
        ERROR(5) {
            @Override
            void of(FakeIndex index) {
                index.answer = rows -> {
                    throw new StackOverflowError("injected");
                };
            }
        };

        private final int left;

        Breakdown(int left) {
            this.left = left;
        }

        abstract void of(FakeIndex index);
    }

    @ParameterizedTest
    @ValueSource(strings = { "sync 0001", "syncDirectory 000001", "write 0001" })
    void noRowIsCommittedOfWhatWasNeverSynced(String call) throws IOException {
        try (StoreFixture fixture = fixture()) {
            assertThat(get(put(fixture, "1.2.1"))).isEqualTo(new Acceptance.Stored());
            fixture.disk.breakDown(each -> each.startsWith(call));
            assertThatThrownBy(() -> get(put(fixture, "1.2.2"))).hasCauseInstanceOf(ObjectRefusedException.class);
            assertThat(index.committed).extracting(row -> row.entry().image().sopInstanceUid())
                    .containsExactly("1.2.1");
            fixture.disk.breakDown(each -> false);
            assertThat(get(put(fixture, "1.2.3"))).isEqualTo(new Acceptance.Stored());
        }
        assertThat(objects()).hasSize(2);
    }

    @Test
    void whatBreaksDownHoldsNoMemory() throws Exception {
        index.begin = rows -> {
            throw new IllegalStateException("injected");
        };
        var options = FileObjectStore.Options.of(root).withIndex(index);
        Files.createDirectories(root.resolve("open"));
        var storage = new Storage(options, Disk.LOCAL, Clock.systemUTC());
        try {
            var writer = new FileObjectWriter(storage, Runnable::run, StoreFixture.buffer(StoreFixture.HEAD), () -> {});
            writer.write(StoreFixture.buffer(new byte[100]));
            assertThat(storage.budget().held()).isEqualTo(104);
            CompletableFuture<Acceptance> put = writer.commit(FakeIndex.entry("1.2.1")).toCompletableFuture();
            assertThatThrownBy(() -> get(put)).hasCauseInstanceOf(ObjectRefusedException.class);
            assertThat(storage.budget().held()).isZero();
        } finally {
            storage.close(Duration.ofSeconds(5));
        }
    }

    @Test
    void whatIsLostLeavesNothingAndTheNextIsTaken() throws IOException {
        index.answer = rows -> failed(Rows.LOST);
        try (StoreFixture fixture = fixture()) {
            assertThatThrownBy(() -> get(put(fixture, "1.2.1"))).hasCauseInstanceOf(ObjectRefusedException.class);
            assertThat(objects()).isEmpty();
            index.answer = FakeIndex::stored;
            assertThat(get(put(fixture, "1.2.1"))).isEqualTo(new Acceptance.Stored());
        }
        assertThat(objects()).hasSize(1);
    }

    private StoreFixture fixture() throws IOException {
        return new StoreFixture(FileObjectStore.Options.of(root).withIndex(index), Clock.systemUTC());
    }

    private static CompletableFuture<Acceptance> put(StoreFixture fixture, String uid) {
        return fixture.put(FakeIndex.entry(uid), new byte[100]);
    }

    private static Acceptance get(CompletableFuture<Acceptance> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private List<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".dcm")).toList();
        }
    }

    private static CompletionStage<List<Acceptance>> failed(Rows rows) {
        return CompletableFuture.failedStage(new IndexUnavailableException("injected", rows, new IOException("test")));
    }

    private static CompletionStage<List<Acceptance>> stored(List<IndexedInstance> rows) {
        return FakeIndex.stored(rows);
    }
}
