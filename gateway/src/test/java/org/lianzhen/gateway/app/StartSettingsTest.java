package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.DatabaseSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.ServerIdentity;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.SyslogSettings;
import org.lianzhen.gateway.config.WebSettings;

class StartSettingsTest {
    @TempDir
    private Path folder;

    private Settings settings(int port, Path certificate) {
        return new Settings(false, folder, new DatabaseSettings("db", 5432, "l", "u", "open-sesame"), null, null, 0,
                InetAddress.getLoopbackAddress(),
                new WebSettings(port,
                        new WebSettings.Https(8443, new ServerIdentity.Given(certificate, folder.resolve("key"))),
                        null),
                0,
                new DicomSettings(0, List.of("LIANZHEN"), null),
                new SyslogSettings("logs", 6514, certificate, null, null), BackupSettings.NONE, Hl7Settings.OFF);
    }

    @Test
    void tellsWhatChangedFromOneStartToTheNextAndNoSecret() throws Exception {
        Path certificate = Files.writeString(folder.resolve("cert"), "one");
        Path file = folder.resolve("audit/settings");
        assertThat(StartSettings.read(file)).isNull();
        StartSettings.of(settings(1, certificate)).write(file);
        assertThat(Files.readString(file)).doesNotContain("open-sesame").contains("http-port=1", "audit-syslog=");
        StartSettings before = StartSettings.read(file);
        assertThat(before).isEqualTo(StartSettings.of(settings(1, certificate)));
        Files.writeString(certificate, "two");
        StartSettings now = StartSettings.of(settings(2, certificate));
        assertThat(StartSettings.changes(before.settings(), now.settings())).isEqualTo(Map.of("http-port", "1 -> 2"));
        assertThat(StartSettings.changes(before.certificates(), now.certificates())).containsOnlyKeys("https-cert",
                "audit-syslog-ca");
    }
}
