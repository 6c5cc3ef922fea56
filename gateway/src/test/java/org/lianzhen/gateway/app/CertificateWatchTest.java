package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.app.tls.Certificates;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.app.tls.Live;
import org.lianzhen.gateway.app.tls.TestTls;
import org.lianzhen.gateway.app.tls.TlsFiles;
import org.lianzhen.gateway.http.operations.Health.Check;
import org.lianzhen.gateway.observe.Telemetry;

@Timeout(60)
class CertificateWatchTest {
    @TempDir
    private Path folder;
    private final Telemetry telemetry = new Telemetry();
    private volatile Instant now;
    private KeyFiles files;
    private CertificateWatch watch;

    @BeforeEach
    void start() throws Exception {
        files = KeyFiles.make(folder, "EC");
        now = Certificates.end(TlsFiles.certificates(files.certificate()).getFirst()).minus(Duration.ofHours(60));
        Live<?> live = Live.begin(
                new Live.Origin("web", files.certificate(), () -> TlsFiles.given(TestTls.given(files), List.of())),
                material -> material, () -> now);
        watch = CertificateWatch.start(List.of(live), () -> now, telemetry, Duration.ofMillis(5));
    }

    @AfterEach
    void stop() {
        watch.close();
        telemetry.close();
    }

    @Test
    void daysUntilTheEndAreAMetric() {
        assertThat(telemetry.scrape()).contains("lianzhen_certificate_days{certificate=\"web\"} 2.0",
                "lianzhen_certificate_trouble{certificate=\"web\"} 0.0");
        assertThat(watch.check()).isEqualTo(Check.up("certificates"));
    }

    @Test
    void aBrokenFileIsSeenWhileWeServeOn() throws Exception {
        byte[] good = Files.readAllBytes(files.certificate());
        Files.writeString(files.certificate(), "half of");

        Await.until("it is told", () -> telemetry.scrape()
                .contains("lianzhen_certificate_trouble{certificate=\"web\"} 1.0"));
        assertThat(watch.check()).as("the old one still holds")
                .isEqualTo(Check.warning("certificates", "certificates.trouble", "web"));

        Files.write(files.certificate(), good);
        Await.until("all is well again", () -> watch.check().equals(Check.up("certificates")));
    }

    @Test
    void oneThatHasEndedIsToldAndStopsNothing() {
        now = now.plus(Duration.ofDays(5));

        assertThat(watch.check()).isEqualTo(Check.warning("certificates", "certificates.ended", "web"));
        Await.until("it is a metric", () -> telemetry.scrape()
                .contains("lianzhen_certificate_days{certificate=\"web\"} -3.0"));
    }
}
