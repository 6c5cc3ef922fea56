package org.lianzhen.gateway.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileWalkTest {
    @TempDir
    private Path folder;

    @Test
    void findsFilesInFoldersAndThoseThatAreNamed() throws Exception {
        Path inner = touch("a/b/c.dcm");
        Path other = touch("a/d");
        Path named = touch("e.dcm");

        assertThat(walk(List.of(folder.resolve("a"), named))).containsExactlyInAnyOrder(new Found.File(inner, false),
                new Found.File(other, false), new Found.File(named, true));
    }

    @Test
    void dicomdirOfAFolderIsPassedOver() throws Exception {
        Path image = touch("cd/IM1");
        DicomDirectoryTest.write(folder.resolve("cd/DICOMDIR"), "IM1");

        assertThat(walk(List.of(folder.resolve("cd")))).containsExactly(new Found.File(image, false));
        assertThat(walk(List.of(folder.resolve("cd/DICOMDIR")))).containsExactly(new Found.File(image, true));
    }

    @Test
    void whatIsMissingIsToldAndTheRestIsFound() throws Exception {
        Path file = touch("a.dcm");
        Path missing = folder.resolve("missing");
        Path broken = Files.writeString(folder.resolve("DICOMDIR"), "nonsense");
        List<Found> found = walk(List.of(missing, broken, file));

        assertThat(found).hasSize(3).contains(new Found.File(file, true));
        assertThat(found.get(0)).isInstanceOfSatisfying(Found.Unreadable.class, one -> {
            assertThat(one.path()).isEqualTo(missing);
            assertThat(one.why()).isInstanceOf(NoSuchFileException.class);
        });
        assertThat(found.get(1)).isInstanceOfSatisfying(Found.Unreadable.class,
                one -> assertThat(one.path()).isEqualTo(broken));
    }

    @Test
    void linksToFoldersAreNotFollowedForEver() throws Exception {
        Path file = touch("a/file");
        Files.createSymbolicLink(folder.resolve("a/loop"), folder.resolve("a"));

        assertThat(walk(List.of(folder.resolve("a")))).containsExactly(new Found.File(file, false));
    }

    @Test
    void theirNumberIsKnownBeforeTheyAreLookedAt() throws Exception {
        for (int i = 0; i < 1000; i++) {
            touch("many/" + i);
        }
        var total = new CompletableFuture<Long>();
        try (var walk = new FileWalk(List.of(folder.resolve("many")), total::complete)) {
            assertThat(total.get(30, TimeUnit.SECONDS)).isEqualTo(1000);
            assertThat(walk.next()).isPresent();
        }
    }

    @Test
    void theEndStaysTheEnd() throws Exception {
        try (var walk = new FileWalk(List.of(), total -> {})) {
            assertThat(walk.next()).isEmpty();
            assertThat(walk.next()).isEmpty();
        }
    }

    private static List<Found> walk(List<Path> roots) throws InterruptedException {
        var found = new ArrayList<Found>();
        try (var walk = new FileWalk(roots, total -> {})) {
            for (Optional<Found> next = walk.next(); next.isPresent(); next = walk.next()) {
                found.add(next.get());
            }
        }
        return found;
    }

    private Path touch(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }

    @Test
    void linksToFilesAreFilesAndBrokenOnesAreTold() throws Exception {
        Path real = touch("store/real");
        Path link = Files.createSymbolicLink(Files.createDirectory(folder.resolve("study")).resolve("1"), real);
        Path dangling = Files.createSymbolicLink(folder.resolve("study/2"), folder.resolve("gone"));
        Files.createSymbolicLink(folder.resolve("study/3"), folder.resolve("store"));

        List<Found> found = walk(List.of(folder.resolve("study")));

        assertThat(found).hasSize(2).contains(new Found.File(link, false))
                .filteredOn(Found.Unreadable.class::isInstance)
                .singleElement().isInstanceOfSatisfying(Found.Unreadable.class, one -> {
                    assertThat(one.path()).isEqualTo(dangling);
                    assertThat(one.why()).isInstanceOf(NoSuchFileException.class);
                });
    }
}
