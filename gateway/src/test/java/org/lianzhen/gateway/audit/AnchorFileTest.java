package org.lianzhen.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.audit.ChainReport.Link;

class AnchorFileTest {
    @TempDir
    private Path folder;
    private Instant now = Instant.parse("2026-03-01T08:00:00Z");

    private AnchorFile file() {
        return new AnchorFile(folder.resolve("audit"), () -> now);
    }

    private static Link link(long sequence) {
        return new Link(sequence, hash(sequence));
    }

    private static String hash(long sequence) {
        return "%064x".formatted(sequence);
    }

    @Test
    void keepsTheNewestLinkAndOneEveryFewMinutes() throws IOException {
        AnchorFile file = file();
        file.note(link(1));
        file.note(link(2));
        file.note(link(3));
        assertThat(file().all()).isEqualTo(Map.of(1L, hash(1), 3L, hash(3)));
        now = now.plus(Duration.ofMinutes(5));
        file.note(link(4));
        file.note(link(5));
        assertThat(file().all()).isEqualTo(Map.of(1L, hash(1), 4L, hash(4), 5L, hash(5)));
    }

    @Test
    void writesNothingWhileTheChainDoesNotGrow() throws IOException {
        AnchorFile file = file();
        file.note(link(0));
        assertThat(folder).isEmptyDirectory();
        file.note(link(3));
        String before = Files.readString(folder.resolve("audit/anchors"));
        now = now.plus(Duration.ofHours(1));
        file.note(link(3));
        file.note(link(2));
        assertThat(folder.resolve("audit/anchors")).hasContent(before.strip());
    }

    @Test
    void passesOverALineThatACrashCutShort() throws IOException {
        file().note(link(3));
        Files.writeString(folder.resolve("audit/anchors"), "2026-03-01T08:00:00Z 9 00ab", StandardOpenOption.APPEND);
        assertThat(file().all()).containsOnlyKeys(3L);
        assertThat(new AnchorFile(folder.resolve("nowhere"), () -> now).all()).isEmpty();
    }
}
