package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectFoldersTest {
    @TempDir
    private Path root;
    private final TestDisk disk = new TestDisk();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private ObjectFolders folders;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectory(root.resolve(ObjectFolders.OPEN));
        InstantSource time = () -> now;
        folders = new ObjectFolders(root, disk, time.withZone(ZoneOffset.UTC));
    }

    @Test
    void marksAFolderDurablyBeforeItIsUsed() throws IOException {
        assertThat(folders.take().key(5)).isEqualTo("2026-03-01/000001/0000-5.dcm");
        assertThat(disk.journal).containsExactly("syncDirectory " + root.getFileName(), "syncDirectory open",
                "syncDirectory 2026-03-01");
        assertThat(markers()).containsExactly("2026-03-01_000001");
    }

    @Test
    void turnsToTheNextFolderAfterAThousandObjects() throws IOException {
        ObjectFolders.Slot first = folders.take();
        ObjectFolders.Slot last = first;
        for (int i = 0; i < 1000; i++) {
            last = folders.take();
        }
        assertThat(last.key(1)).isEqualTo("2026-03-01/000002/0000-1.dcm");
        assertThat(first.folder()).isNotSameAs(last.folder());
    }

    @Test
    void turnsToANewFolderWithTheDay() throws IOException {
        ObjectFolders.Slot evening = folders.take();
        folders.release(evening);
        now = now.plus(Duration.ofHours(12));
        assertThat(folders.take().key(1)).isEqualTo("2026-03-02/000001/0000-1.dcm");
        assertThat(markers()).containsExactly("2026-03-02_000001");
    }

    @Test
    void keepsTheMarkerUntilEveryObjectOfAClosedFolderHasEnded() throws IOException {
        ObjectFolders.Slot one = folders.take();
        ObjectFolders.Slot two = folders.take();
        folders.release(one);
        folders.close();
        assertThat(markers()).hasSize(1);
        folders.release(two);
        assertThat(markers()).isEmpty();
    }

    @Test
    void usesAnAbandonedFolderNoMore() throws IOException {
        ObjectFolders.Slot one = folders.take();
        folders.abandon(one.folder());
        folders.abandon(one.folder());
        ObjectFolders.Slot two = folders.take();
        assertThat(two.key(1)).isEqualTo("2026-03-01/000002/0000-1.dcm");
        folders.abandon(one.folder());
        assertThat(folders.take().folder()).isSameAs(two.folder());
    }

    @Test
    void survivesAMarkerThatCannotBeDeleted() throws IOException {
        disk.fail(call -> call.startsWith("delete"));
        folders.release(folders.take());
        folders.close();
        assertThat(markers()).hasSize(1);
        assertThat(ObjectFolders.marked(root, Path.of("2026-03-01_000001")))
                .isEqualTo(root.resolve("2026-03-01/000001"));
    }

    private List<String> markers() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(ObjectFolders.OPEN))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "syncDirectory open", "syncDirectory 2026-03-01" })
    void goesOnAfterAFolderCouldNotBeMade(String call) throws IOException {
        disk.fail(call::equals);
        assertThatThrownBy(folders::take).isInstanceOf(IOException.class).hasMessageContaining("injected");

        disk.fail(each -> false);

        assertThat(folders.take().folder().path()).isDirectory();
    }

    @Test
    void syncsTheDayAgainWhenThatFailedBefore() throws IOException {
        String root = "syncDirectory " + this.root.getFileName();
        disk.fail(root::equals);
        assertThatThrownBy(folders::take).hasMessageContaining("injected");
        disk.fail(each -> false);

        folders.take();

        assertThat(disk.count(root)).as("what was not made durable is not taken for durable").isEqualTo(2);
    }

    @Test
    void numbersGoOnAfterStrangersInTheFolder() throws IOException {
        Path day = Files.createDirectory(root.resolve("2026-03-01"));
        Files.createDirectory(day.resolve("000041"));
        Files.createDirectory(day.resolve("lost+found"));
        Files.createFile(day.resolve("99"));

        assertThat(folders.take().key(0)).isEqualTo("2026-03-01/000042/0000-0.dcm");
    }
}
