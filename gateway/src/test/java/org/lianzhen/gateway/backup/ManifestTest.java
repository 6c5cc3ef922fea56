package org.lianzhen.gateway.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {
    private static final Instant TIME = Instant.parse("2026-03-01T18:30:00Z");
    private static final Manifest MANIFEST = new Manifest(
            new SetFacts(new UUID(1, 2), "20260301T183000Z", "LIANZHEN_0_1",
                    new SetFacts.Span(TIME, TIME.plusSeconds(9)),
                    new SetFacts.Moment("0/2000028", "0/2000158"), new BackupRun.Done(3, 1000, 2, 1)),
            List.of("data/postgres/data/pg_wal"),
            List.of(new FileEntry("data/destinations/市 立", 12, "ab".repeat(32), TIME, "rw-------"),
                    new FileEntry("objects", 0, "cd".repeat(32), TIME, "rw-r--r--")));

    @TempDir
    private Path set;

    @Test
    void saysWhatWasWritten() throws IOException {
        MANIFEST.write(set);
        assertThat(Manifest.read(set)).isEqualTo(MANIFEST);
        assertThat(MANIFEST.bytes()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "object-bytes 1000 | object-bytes 1001", "lianzhen-backup 1 | lianzhen-backup 2",
                    "checksum | checksun", "rw------- | rw-rw-rw-" })
    void anythingElseIsDamaged(String from, String to) throws IOException {
        MANIFEST.write(set);
        Path file = set.resolve("manifest");
        Files.writeString(file, Files.readString(file).replace(from, to));
        assertThatThrownBy(() -> Manifest.read(set)).isInstanceOfSatisfying(BackupException.class,
                fault -> assertThat(fault.fault()).isEqualTo(BackupFault.DAMAGED));
    }

    @Test
    void oneThatWasCutIsDamagedWhereverItWasCut() throws IOException {
        MANIFEST.write(set);
        Path file = set.resolve("manifest");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 13) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Manifest.read(set)).as("%d bytes", length).isInstanceOf(BackupException.class);
        }
    }

    @Test
    void withoutOneThereIsNoSet() {
        assertThatThrownBy(() -> Manifest.read(set)).isInstanceOf(BackupException.class)
                .hasMessageContaining("DAMAGED");
    }
}
