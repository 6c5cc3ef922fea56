package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.service.Await;

class GroupCommitTest {
    @TempDir
    private Path root;

    @Test
    void whatArrivesDuringASyncIsTheNextBatchWithOneFolderSync() throws IOException, InterruptedException {
        try (StoreFixture fixture = new StoreFixture(root)) {
            fixture.disk.hold(call -> call.startsWith("sync "));
            CompletableFuture<StoredObject> first = fixture.put(new byte[100], 100);
            fixture.disk.awaitHeldCall();
            List<CompletableFuture<StoredObject>> others = puts(fixture, 20);
            awaitCount(fixture, "write ", 21);
            long before = fixture.disk.count("syncDirectory");
            fixture.disk.letGo();
            StoreFixture.get(first);
            others.forEach(StoreFixture::get);

            assertThat(fixture.disk.count("sync ")).isEqualTo(21);
            assertThat(fixture.disk.count("syncDirectory") - before).isBetween(2L, 3L);
        }
    }

    @Test
    void answersOnlyAfterBytesAndNameAreDurable() throws IOException, InterruptedException {
        try (StoreFixture fixture = new StoreFixture(root)) {
            StoreFixture.get(fixture.put(new byte[100], 100));
            for (String call : List.of("sync ", "syncDirectory ")) {
                fixture.disk.hold(each -> each.startsWith(call));
                CompletableFuture<StoredObject> stored = fixture.put(new byte[200], 100);
                fixture.disk.awaitHeldCall();
                assertThat(stored).as("answered while %s has not ended", call).isNotDone();
                fixture.disk.letGo();
                assertThat(StoreFixture.get(stored).length()).isEqualTo(204);
            }
        }
    }

    @Test
    void syncsTheFilesOfABatchSideBySide() throws IOException, InterruptedException {
        try (StoreFixture fixture = new StoreFixture(root)) {
            fixture.disk.hold(call -> call.equals("sync 0000-104.dcm"));
            CompletableFuture<StoredObject> first = fixture.put(new byte[100], 100);
            fixture.disk.awaitHeldCall();
            List<CompletableFuture<StoredObject>> others = puts(fixture, 6);
            awaitCount(fixture, "write ", 7);
            fixture.disk.letGo();
            StoreFixture.get(first);
            others.forEach(StoreFixture::get);
            assertThat(threadNames()).anyMatch(name -> name.startsWith("archive-sync"));
        }
    }

    @Test
    void refusesAnObjectThatFailsToSyncAndNoOther() throws IOException {
        try (StoreFixture fixture = new StoreFixture(root)) {
            fixture.disk.fail(call -> call.startsWith("sync ") && call.endsWith("-777.dcm"));
            CompletableFuture<StoredObject> good = fixture.put(new byte[500], 100);
            CompletableFuture<StoredObject> bad = fixture.put(new byte[773], 100);

            assertThat(fixture.store.path(StoreFixture.get(good).key())).exists();
            assertThatThrownBy(() -> StoreFixture.get(bad)).hasCauseInstanceOf(ObjectRefusedException.class)
                    .hasMessageContaining("injected");
            assertThat(fixture.disk.journal).as("never retried").filteredOn(call -> call.matches("sync .*-777.dcm"))
                    .hasSize(1);
        }
        assertThat(objectNames()).singleElement().asString().as("whichever was written first").endsWith("-504.dcm");
    }

    @Test
    void refusesTheWholeBatchWhenItsFolderFailsToSyncAndTakesAnotherFolder() throws IOException {
        try (StoreFixture fixture = new StoreFixture(root)) {
            fixture.disk.fail(call -> call.equals("syncDirectory 000001"));
            assertThatThrownBy(() -> StoreFixture.get(fixture.put(new byte[500], 100)))
                    .hasCauseInstanceOf(ObjectRefusedException.class);

            assertThat(StoreFixture.get(fixture.put(new byte[600], 100)).key()).endsWith("/000002/0000-604.dcm");
        }
        assertThat(objectNames()).containsExactly("0000-604.dcm");
    }

    @ParameterizedTest
    @ValueSource(strings = { "create", "write", "rename", "sync " })
    void refusesALargeObjectWhateverFailsAndCleansUp(String call) throws IOException {
        try (StoreFixture fixture = new StoreFixture(root)) {
            fixture.disk.fail(each -> each.startsWith(call) && !each.contains("-14.dcm"));
            assertThatThrownBy(() -> StoreFixture.get(fixture.put(new byte[3_000_000], 100_000)))
                    .hasCauseInstanceOf(ObjectRefusedException.class);
            StoreFixture.get(fixture.put(new byte[10], 10));
        }
        assertThat(objectNames()).hasSize(1).allMatch(name -> name.endsWith("-14.dcm"));
    }

    @Test
    void whatCannotBeRemovedIsRemovedByTheNextStart() throws IOException {
        try (StoreFixture fixture = new StoreFixture(root)) {
            fixture.disk.fail(call -> call.startsWith("sync ") || call.startsWith("delete 0"));
            ObjectWriter writer = fixture.begin();
            fixture.write(writer, new byte[3_000_000]);
            fixture.discard(writer);
            awaitCount(fixture, "delete 0000.part", 1);
        }
        assertThat(objectNames()).containsExactly("0000.part");
        try (StoreFixture fixture = new StoreFixture(root)) {
            assertThat(fixture.store.recovery()).isEqualTo(new Recovery(List.of(), List.of(), 0, 1));
        }
        assertThat(objectNames()).isEmpty();
    }

    private static List<CompletableFuture<StoredObject>> puts(StoreFixture fixture, int count) {
        return IntStream.range(0, count).mapToObj(i -> fixture.put(new byte[200 + i], 100)).toList();
    }

    private static void awaitCount(StoreFixture fixture, String prefix, int count) {
        Await.until(prefix + "comes", () -> fixture.disk.count(prefix) >= count);
    }

    private static Stream<String> threadNames() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
    }

    private List<String> objectNames() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(".")).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "create", "write", "sync ", "syncDirectory open" })
    void afterAFullDiskHasRoomAgainObjectsAreTaken(String call) throws IOException {
        try (StoreFixture fixture = new StoreFixture(root)) {
            fixture.disk.fail(each -> each.startsWith(call));
            assertThatThrownBy(() -> StoreFixture.get(fixture.put(new byte[100], 100)))
                    .hasCauseInstanceOf(ObjectRefusedException.class);
            assertThatThrownBy(() -> StoreFixture.get(fixture.put(new byte[3_000_000], 100_000)))
                    .hasCauseInstanceOf(ObjectRefusedException.class);

            fixture.disk.fail(each -> false);

            assertThat(StoreFixture.get(fixture.put(new byte[10], 10)).length()).isEqualTo(14);
        }
        assertThat(objectNames()).hasSize(1).allMatch(name -> name.endsWith("-14.dcm"));
    }
}
