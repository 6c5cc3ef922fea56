package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.archive.IndexUnavailableException.Rows;
import org.lianzhen.gateway.audit.AuditEvent;

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
            long begin = System.nanoTime();

            assertThatThrownBy(() -> get(second)).hasCauseInstanceOf(ObjectRefusedException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            assertThatThrownBy(() -> get(first)).hasCauseInstanceOf(ObjectRefusedException.class);
            assertThat(index.batches).as("nothing was sent for the second").hasSize(1);
        }
        assertThat(objects()).as("what is in doubt stays for the next start").hasSize(1);
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
        ObjectWriter writer = fixture.begin();
        fixture.write(writer, new byte[100]);
        var entry = new InstanceEntry(new PatientEntry("TS1", "P1", "", "", "", List.of()),
                new StudyEntry("1.2", "", "", "", "", "", "", "", ""), new SeriesEntry("1.2.3", "CT", null, "", "", "", "", ProcedureEntry.NONE),
                new ImageEntry(uid, "1.2.4", "1.2.5", null, null, null, null, null), PixelPlace.NONE,
                new Origin(new AuditEvent.Actor("A", "DICOM_NODE", "TS1", ""), "B", "MEDIUM", Urgency.Judgement.NONE),
                4, Optional.empty());
        return CompletableFuture.supplyAsync(() -> writer.commit(entry).toCompletableFuture(), fixture.owner)
                .thenCompose(Function.identity());
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

    private static final class FakeIndex implements ArchiveIndex {
        final ConcurrentLinkedQueue<List<IndexedInstance>> batches = new ConcurrentLinkedQueue<>();
        volatile Function<List<IndexedInstance>, CompletionStage<List<Acceptance>>> answer = FakeIndex::stored;

        static CompletionStage<List<Acceptance>> stored(List<IndexedInstance> rows) {
            return CompletableFuture.completedStage(Collections.nCopies(rows.size(), new Acceptance.Stored()));
        }

        @Override
        public Batch begin(List<IndexedInstance> instances) {
            batches.add(instances);
            return new Batch() {
                @Override
                public CompletionStage<List<Acceptance>> commit() {
                    return answer.apply(instances);
                }

                @Override
                public void rollBack() {}
            };
        }

        @Override
        public CompletionStage<Set<String>> known(List<String> keys) {
            return CompletableFuture.completedStage(Set.copyOf(keys));
        }
    }
}
