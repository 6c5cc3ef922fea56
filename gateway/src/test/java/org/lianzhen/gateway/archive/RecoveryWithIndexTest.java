package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.audit.AuditEvent;

/** Start-up on what a crash left, with an index that was told of some of it; and what becomes of the files of each answer. */
class RecoveryWithIndexTest {
    private static final String FOLDER = "2026-03-01/000004";

    @TempDir
    private Path root;
    private final Set<String> known = new HashSet<>();
    private final List<List<String>> asked = new ArrayList<>();
    private final List<Acceptance> answers = new ArrayList<>();
    private @Nullable IOException fault;

    private final ArchiveIndex index = new ArchiveIndex() {
        @Override
        public Batch begin(List<IndexedInstance> instances) {
            return new Batch() {
                @Override
                public CompletionStage<List<Acceptance>> commit() {
                    instances.forEach(instance -> known.add(instance.object().key()));
                    return CompletableFuture.completedStage(
                            instances.stream().map(instance -> answers.removeFirst()).toList());
                }

                @Override
                public void rollBack() {}
            };
        }

        @Override
        public CompletionStage<Set<String>> known(List<String> keys) {
            asked.add(keys);
            if (fault != null) {
                return CompletableFuture.failedStage(fault);
            }
            Set<String> found = new HashSet<>(keys);
            found.retainAll(known);
            return CompletableFuture.completedStage(found);
        }

        @Override
        public CompletionStage<Set<String>> replace(Map<String, IndexedInstance> copies) {
            return CompletableFuture.failedStage(new AssertionError("nothing is damaged: " + copies));
        }
    };

    private FileObjectStore open() throws IOException {
        return FileObjectStore.open(FileObjectStore.Options.of(root).withIndex(index));
    }

    private Path crashed(String... names) throws IOException {
        Files.createDirectories(root.resolve("open"));
        Files.createFile(root.resolve("open/" + FOLDER.replace('/', '_')));
        Path folder = Files.createDirectories(root.resolve(FOLDER));
        for (String name : names) {
            Files.write(folder.resolve(name), new byte[5]);
        }
        return folder;
    }

    @Test
    void keepsWhatTheIndexKnowsAndRemovesWhatIsUnfinished() throws IOException {
        Path folder = crashed("0000-9.dcm", "0001-5.dcm", "0003.part");
        known.add(FOLDER + "/0001-5.dcm");
        try (FileObjectStore store = open()) {
            assertThat(store.recovery()).isEqualTo(
                    new Recovery(List.of(new StoredObject(FOLDER + "/0001-5.dcm", 5, Optional.empty())), List.of(), 0,
                            2));
        }
        assertThat(names(folder)).containsExactly("0001-5.dcm");
        assertThat(root.resolve("orphans")).doesNotExist();
    }

    @Test
    void setsWholeObjectsAsideThatTheIndexDoesNotKnow() throws IOException {
        Path folder = crashed("0000-5.dcm", "0001-5.dcm", "0002-5.dcm");
        known.add(FOLDER + "/0001-5.dcm");
        try (FileObjectStore store = open()) {
            assertThat(store.recovery().orphans()).isEqualTo(2);
            assertThat(store.recovery().removed()).isZero();
        }
        assertThat(names(folder)).containsExactly("0001-5.dcm");
        Path orphans = root.resolve("orphans").resolve(FOLDER);
        assertThat(names(orphans)).containsExactly("0000-5.dcm", "0002-5.dcm");
        assertThat(orphans.resolve("0002-5.dcm")).hasSize(5);
        try (FileObjectStore store = open()) {
            assertThat(store.recovery()).as("once").isEqualTo(new Recovery(List.of(), List.of(), 0, 0));
        }
    }

    @Test
    void objectsAreSetAsideDurablyBeforeTheirMarkGoes() throws IOException {
        crashed("0000-5.dcm");
        var disk = new TestDisk();
        FileObjectStore.open(FileObjectStore.Options.of(root).withIndex(index), disk, java.time.Clock.systemUTC())
                .close();
        assertThat(disk.journal).containsSubsequence("syncDirectory orphans", "syncDirectory 2026-03-01",
                "rename 0000-5.dcm 0000-5.dcm", "syncDirectory 000004", "syncDirectory 000004",
                "delete 2026-03-01_000004");
    }

    @Test
    void keepsDamagedObjectsThatTheIndexKnowsAndTellsAtEveryStart() throws IOException {
        Path folder = crashed("0000-9.dcm", "0001-5.dcm");
        known.addAll(Set.of(FOLDER + "/0000-9.dcm", FOLDER + "/0001-5.dcm"));
        for (int start = 1; start <= 2; start++) {
            try (FileObjectStore store = open()) {
                assertThat(store.recovery().damaged()).as("start %d", start).containsExactly(FOLDER + "/0000-9.dcm");
                assertThat(store.recovery().adopted()).hasSize(1);
                assertThat(store.recovery().removed()).isZero();
            }
            assertThat(folder.resolve("0000-9.dcm")).hasSize(5);
        }
        Files.write(folder.resolve("0000-9.dcm"), new byte[9]);
        open().close();
        try (FileObjectStore store = open()) {
            assertThat(store.recovery()).as("mended").isEqualTo(new Recovery(List.of(), List.of(), 0, 0));
        }
    }

    @Test
    void anIndexNeedsDigests() {
        var options = FileObjectStore.Options.of(root);
        assertThatThrownBy(() -> options.withIndex(index).withoutDigest())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("digest");
        assertThatThrownBy(() -> options.withoutDigest().withIndex(index))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void asksOnceForAFolder() throws IOException {
        crashed("0000-5.dcm", "0001-5.dcm");
        open().close();
        assertThat(asked).hasSize(1);
        open().close();
        assertThat(asked).as("a folder that was settled").hasSize(1);
    }

    @Test
    void removesNothingWhileTheIndexDoesNotAnswer() throws IOException {
        Path folder = crashed("0000-5.dcm", "0001-5.dcm");
        known.add(FOLDER + "/0001-5.dcm");
        fault = new IOException("away");
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("index")
                .hasRootCause(fault);
        assertThat(folder.resolve("0000-5.dcm")).exists();
        assertThat(folder.resolve("0001-5.dcm")).exists();
        fault = null;
        try (FileObjectStore store = open()) {
            assertThat(store.recovery().adopted()).hasSize(1);
            assertThat(store.recovery().orphans()).isEqualTo(1);
        }
    }

    @Test
    void keepsOneFileOfADuplicateAndBothOfWhatIsParked() throws Exception {
        var parked = new Acceptance.Parked(2, Acceptance.ParkReason.CONTENT_DIFFERS);
        answers.add(new Acceptance.Stored());
        try (var fixture = new StoreFixture(FileObjectStore.Options.of(root).withIndex(index),
                java.time.Clock.systemUTC())) {
            assertThat(store(fixture, 1)).isEqualTo(new Acceptance.Stored());
            var duplicate = new Acceptance.Duplicate(known.iterator().next());
            answers.addAll(List.of(duplicate, parked));
            assertThat(store(fixture, 1)).isEqualTo(duplicate);
            assertThat(store(fixture, 2)).isEqualTo(parked);
            org.lianzhen.dicom.service.Await.until("the second copy goes", () -> objects() == 2);
        }
        open().close();
        assertThat(objects()).isEqualTo(2);
    }

    private Acceptance store(StoreFixture fixture, long seed) {
        ObjectWriter writer = fixture.begin();
        fixture.write(writer, StoreFixture.random(500, seed));
        return StoreFixture.get(CompletableFuture
                .supplyAsync(() -> writer.commit(entry()).toCompletableFuture(), fixture.owner)
                .thenCompose(commit -> commit));
    }

    private long objects() {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".dcm")).count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static InstanceEntry entry() {
        return new InstanceEntry(new PatientEntry("TS1", "P1", "", "", "", List.of()),
                new StudyEntry("1.2", "", "", "", "", "", "", "", ""),
                new SeriesEntry("1.3", "CT", 1, "", "", "", "", ProcedureEntry.NONE),
                new ImageEntry("1.4", "1.5", "1.2.840.10008.1.2.1", 1, 1, 1, 8, null), PixelPlace.NONE,
                new Origin(new AuditEvent.Actor("TS1PACS", "DICOM_NODE", "TS1", ""), "LIANZHEN", "MEDIUM",
                        UrgencyJudgement.NONE),
                4, Optional.empty());
    }
}
