package org.lianzhen.gateway.app.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.net.LogCapture;
import org.lianzhen.dicom.net.TlsMaterial;
import org.lianzhen.gateway.app.tls.TlsFileException.Reason;

/** Certificates that change while they are in force. */
class LiveTest {
    @TempDir
    private Path folder;
    private KeyFiles first;
    private KeyFiles second;
    private Instant now = Instant.now();
    private Live<TlsMaterial> live;
    private final List<TlsMaterial> told = new ArrayList<>();

    @BeforeEach
    void begin() throws Exception {
        first = KeyFiles.make(folder, "EC");
        second = KeyFiles.make(Files.createDirectory(folder.resolve("second")), "EC");
        live = Live.begin(
                new Live.Origin("web", first.certificate(),
                        () -> TlsFiles.given(TestTls.given(first), List.of())),
                material -> material, () -> now);
        live.onChange(told::add);
    }

    private void replace(Path file, Path by) throws Exception {
        Files.copy(by, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void newFilesComeInForce() throws Exception {
        TlsMaterial before = live.get();
        live.look();
        assertThat(told).as("nothing has changed").isEmpty();

        replace(first.certificate(), second.certificate());
        replace(first.key(), second.key());
        live.look();

        assertThat(live.get()).isEqualTo(TlsFiles.given(TestTls.given(second), List.of())).isNotEqualTo(before);
        assertThat(told).containsExactly(live.get());
    }

    @Test
    void aFileThatCannotBeUsedLeavesInForceWhatWasAndIsToldOnce() throws Exception {
        TlsMaterial before = live.get();
        byte[] good = Files.readAllBytes(first.key());
        try (var log = new LogCapture(Live.class.getName())) {
            Files.writeString(first.key(), "half of");
            for (int i = 0; i < 5; i++) {
                live.look();
            }
            assertThat(log.lines("stays in force")).hasSize(1).allMatch(line -> line.startsWith("ERROR"))
                    .allMatch(line -> line.contains(first.key().toString()));
        }
        assertThat(live.get()).isSameAs(before);
        assertThat(live.trouble()).isPresent();

        Files.write(first.key(), good);
        live.look();

        assertThat(live.trouble()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void theMomentBetweenTwoFilesIsNoTrouble() throws Exception {
        try (var log = new LogCapture(Live.class.getName())) {
            replace(first.certificate(), second.certificate());
            live.look();
            replace(first.key(), second.key());
            live.look();

            assertThat(log.lines("ERROR")).isEmpty();
        }
        assertThat(live.trouble()).isEmpty();
        assertThat(told).hasSize(1);
    }

    @Test
    void oneThatHasEndedDoesNotReplaceOneThatHolds() throws Exception {
        TlsMaterial before = live.get();
        now = now.plus(Duration.ofDays(400));
        replace(first.certificate(), second.certificate());
        replace(first.key(), second.key());

        live.look();
        live.look();

        assertThat(live.get()).isSameAs(before);
        assertThat(live.trouble()).hasValueSatisfying(
                fault -> assertThat(fault.reason()).isEqualTo(Reason.ENDED));
    }
}
