package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.archive.IndexUnavailableException.Rows;

/** What is sent once more takes the place of what was lost or cut after it had been acknowledged. */
class DamagedObjectsTest {
    private static final InstanceEntry ENTRY = FakeIndex.entry("1.2.1");
    private static final byte[] BYTES = StoreFixture.random(500, 1);

    @TempDir
    private Path root;
    private final FakeIndex index = new FakeIndex();
    private final Map<String, String> replaced = new ConcurrentHashMap<>();
    private StoreFixture fixture;
    private String kept;

    @BeforeEach
    void store() throws IOException {
        fixture = new StoreFixture(FileObjectStore.Options.of(root).withIndex(index), Clock.systemUTC());
        StoreFixture.get(fixture.put(ENTRY, BYTES));
        kept = index.committed.remove().object().key();
        index.answer = rows -> CompletableFuture
                .completedStage(Collections.nCopies(rows.size(), new Acceptance.Duplicate(kept)));
        index.replacing = copies -> {
            copies.forEach((damaged, copy) -> replaced.put(damaged, copy.object().key()));
            return CompletableFuture.completedStage(Set.copyOf(copies.keySet()));
        };
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Acceptance again() {
        return StoreFixture.get(fixture.put(ENTRY, BYTES));
    }

    private void cut() throws IOException {
        Files.write(root.resolve(kept), new byte[3]);
    }

    private long objects() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".dcm")).count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void theCopyIsKeptInPlaceOfWhatIsDamaged(boolean lost) throws IOException {
        cut();
        if (lost) {
            Files.delete(root.resolve(kept));
        }
        assertThat(again()).isEqualTo(new Acceptance.Duplicate(kept));
        assertThat(replaced).containsOnlyKeys(kept);
        assertThat(fixture.store.path(replaced.get(kept))).hasSize(504);

        kept = replaced.remove(kept);
        assertThat(again()).isEqualTo(new Acceptance.Duplicate(kept));
        assertThat(replaced).as("it is whole now").isEmpty();
    }

    @Test
    void ofSeveralCopiesOneIsKept() throws IOException {
        cut();
        index.replacing = given -> {
            given.forEach((damaged, copy) -> assertThat(replaced.put(damaged, copy.object().key())).isNull());
            kept = replaced.get(kept);
            return CompletableFuture.completedStage(Set.copyOf(given.keySet()));
        };
        fixture.disk.hold(call -> call.startsWith("sync "));
        List<CompletableFuture<Acceptance>> copies = Stream.generate(() -> fixture.put(ENTRY, BYTES)).limit(5).toList();
        Await.until("all are written", () -> fixture.disk.count("write ") == 6);
        fixture.disk.letGo();
        copies.forEach(copy -> assertThat(StoreFixture.get(copy)).isInstanceOf(Acceptance.Duplicate.class));
        assertThat(fixture.store.path(kept)).hasSize(504);
        Await.until("the others go", () -> objects() == 2);
    }

    @Test
    void aCopyWhosePlaceIsInDoubtIsRefusedAndStays() throws IOException {
        cut();
        for (CompletionStage<Set<String>> answer : List.<CompletionStage<Set<String>>>of(new CompletableFuture<>(),
                CompletableFuture.failedStage(new IOException("injected")), CompletableFuture.failedStage(
                        new IndexUnavailableException("injected", Rows.IN_DOUBT, new IOException("test"))))) {
            long before = objects();
            index.replacing = copies -> answer;
            assertThatThrownBy(this::again).hasCauseInstanceOf(ObjectRefusedException.class);
            assertThat(objects()).isEqualTo(before + 1);
        }
    }

    @Test
    void aCopyThatNoRowSpeaksOfIsRefusedAndGoes() throws IOException {
        cut();
        index.replacing = copies -> CompletableFuture.completedStage(Set.of());
        assertThatThrownBy(this::again).hasCauseInstanceOf(ObjectRefusedException.class);
        assertThat(objects()).isEqualTo(1);
    }
}
