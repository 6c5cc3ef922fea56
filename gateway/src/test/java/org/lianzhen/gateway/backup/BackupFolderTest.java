package org.lianzhen.gateway.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets and their images as they come and go. */
class BackupFolderTest {
    @TempDir
    private Path folder;

    private Path root() {
        return folder.resolve("backups");
    }

    private static ObjectRow row(String key, String content) {
        var digest = Digests.sha256();
        digest.update(content.getBytes(StandardCharsets.UTF_8));
        return new ObjectRow(key, content.length(), 0, Digests.hex(digest));
    }

    private Path image(String key, String content) throws IOException {
        Path file = folder.resolve("data").resolve(key);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static ObjectRows rows(List<ObjectRow> all) {
        return new ObjectRows() {
            @Override
            public Totals totals() {
                return new Totals(all.size(), 0);
            }

            @Override
            public List<ObjectRow> objects(String after, int limit) {
                return all.stream().filter(row -> row.key().compareTo(after) > 0).limit(limit).toList();
            }
        };
    }

    private BackupRun.Done take(BackupFolder backups, String name, ObjectRow... all) throws IOException {
        Path set = backups.begin(name);
        var copies = new ObjectCopies(backups, folder.resolve("data"), rows(List.of(all)), BackupListener.NONE);
        BackupRun.Done done;
        List<BackupSet> sets = backups.sets();
        try (ObjectLines earlier = sets.isEmpty() ? null : sets.getLast().objects();
                var files = new FileCopies(set, BackupListener.NONE)) {
            done = copies.copy(set.resolve(BackupSet.OBJECTS), earlier);
            files.written(BackupSet.OBJECTS);
            files.manifest(new SetFacts(UUID.randomUUID(), name, "X", new SetFacts.Span(Instant.EPOCH, Instant.EPOCH),
                    new SetFacts.Moment("0/1", "0/2"), done)).write(set);
        }
        backups.finish(name);
        return done;
    }

    private List<String> images() throws IOException {
        Path objects = root().resolve("objects");
        try (Stream<Path> all = Files.walk(objects)) {
            return all.filter(Files::isRegularFile).map(file -> objects.relativize(file).toString())
                    .map(name -> name.substring(0, name.indexOf('.'))).sorted().toList();
        }
    }

    @Test
    void imagesGoWithTheLastSetThatHasThem() throws IOException {
        image("a/1", "one");
        image("a/2", "two");
        image("a/3", "three");
        try (BackupFolder backups = BackupFolder.create(root())) {
            take(backups, "1", row("a/1", "one"), row("a/2", "two"));
            assertThat(take(backups, "2", row("a/2", "two"), row("a/3", "three")))
                    .isEqualTo(new BackupRun.Done(2, 8, 1, 0));
            backups.keep(1);
            assertThat(backups.sets()).extracting(BackupSet::name).containsExactly("2");
            assertThat(images()).containsExactly("a/2", "a/3");
        }
    }

    @Test
    void aKeyThatWasGivenAgainAfterARestoreHarmsNoOlderSet() throws IOException {
        image("a/1", "one");
        try (BackupFolder backups = BackupFolder.create(root())) {
            take(backups, "1", row("a/1", "one"));
            image("a/1", "ONE");
            assertThat(take(backups, "2", row("a/1", "ONE")).copied()).isEqualTo(1);
            assertThat(images()).as("both").containsExactly("a/1", "a/1");
            List<BackupSet> sets = new ArrayList<>(backups.sets());
            for (BackupSet set : sets) {
                new SetCheck(backups, set, BackupListener.NONE).check();
            }
        }
    }

    @Test
    void aCopyThatChangedSinceIsFoundAndOneThatWasCutIsMadeAnew() throws IOException {
        image("a/1", "one");
        try (BackupFolder backups = BackupFolder.create(root())) {
            take(backups, "1", row("a/1", "one"));
            Path copy = backups.object(row("a/1", "one"));
            Files.writeString(copy, "onE");
            BackupSet set = backups.sets().getFirst();
            assertThatThrownBy(() -> new SetCheck(backups, set, BackupListener.NONE).check())
                    .isInstanceOf(BackupException.class).hasMessageContaining(copy.toString());
            Files.writeString(copy, "o");
            assertThat(take(backups, "2", row("a/1", "one")).copied()).isEqualTo(1);
            new SetCheck(backups, set, BackupListener.NONE).check();
        }
    }

    @Test
    void whatIsMissingOrOtherThanItsDigestIsInNoSet() throws IOException {
        image("a/1", "one");
        image("a/2", "TWO");
        try (BackupFolder backups = BackupFolder.create(root())) {
            assertThat(take(backups, "1", row("a/1", "one"), row("a/2", "two"), row("a/3", "three")))
                    .isEqualTo(new BackupRun.Done(1, 3, 1, 2));
            assertThat(images()).containsExactly("a/1");
        }
    }

    @Test
    void whatWasInterruptedIsClearedAway() throws IOException {
        image("a/1", "one");
        image("a/2", "two");
        try (BackupFolder backups = BackupFolder.create(root())) {
            take(backups, "1", row("a/1", "one"));
            take(backups, "2", row("a/2", "two"));
            backups.begin("3");
            Files.move(backups.sets().getFirst().folder(), root().resolve("sets/1.removed"));
        }
        try (BackupFolder backups = BackupFolder.create(root())) {
            backups.clear();
            assertThat(root().resolve("sets").toFile().list()).containsExactly("2");
            assertThat(images()).containsExactly("a/2");
        }
    }

    @Test
    void isUsedByOneAtATime() throws IOException {
        try (BackupFolder backups = BackupFolder.create(root())) {
            assertThat(backups.sets()).isEmpty();
            assertThatThrownBy(() -> BackupFolder.create(root())).hasMessageContaining("IN_USE");
            assertThatThrownBy(() -> BackupFolder.open(root())).hasMessageContaining("IN_USE");
        }
    }

    @Test
    void keysLeadNowhereElse() throws IOException {
        try (BackupFolder backups = BackupFolder.create(root())) {
            assertThatThrownBy(() -> backups.object(row("../../x", "one"))).isInstanceOf(BackupException.class);
        }
    }
}
