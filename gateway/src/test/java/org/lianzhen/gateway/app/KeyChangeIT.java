package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.app.tls.Certificates;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.app.tls.TestTls;
import org.lianzhen.gateway.app.tls.TlsFiles;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.DatabaseSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.lianzhen.gateway.postgres.TestPostgres;

/** What is on record of keys and certificates that take the place of others. */
@Timeout(180)
class KeyChangeIT {
    private static final Duration LIMIT = Duration.ofSeconds(8);

    @TempDir
    private Path folder;
    private TestPostgres database;

    @BeforeEach
    void open() {
        database = TestPostgres.empty();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Settings settings(KeyFiles keys) {
        DatabaseAddress address = database.address();
        return new Settings(true, folder.resolve("data"), new DatabaseSettings(address.host(), address.port(),
                address.database(), address.user(), address.password()), null, null, 0,
                InetAddress.getLoopbackAddress(),
                new WebSettings(0, new WebSettings.Https(0, TestTls.given(keys)), null), 0,
                new DicomSettings(0, List.of("LIANZHEN"), null), null, BackupSettings.NONE, Hl7Settings.OFF);
    }

    private List<List<Object>> changes(String columns) {
        return database.rows("select " + columns + " from audit_event where action = 'KEY_CHANGE' order by id");
    }

    private static String fingerprint(Path certificate) throws Exception {
        return Certificates.fingerprint(TlsFiles.certificates(certificate).getFirst());
    }

    @Test
    void aCertificateThatComesInForceWhileItRunsIsOnRecordOnce() throws Exception {
        KeyFiles keys = KeyFiles.make(Files.createDirectory(folder.resolve("first")), "EC");
        KeyFiles next = KeyFiles.make(Files.createDirectory(folder.resolve("next")), "EC");
        String before = fingerprint(keys.certificate());
        RunningNode node = GatewayNode.start(settings(keys));
        try {
            assertThat(changes("id")).isEmpty();
            Files.move(next.key(), keys.key(), StandardCopyOption.REPLACE_EXISTING);
            Files.move(next.certificate(), keys.certificate(), StandardCopyOption.REPLACE_EXISTING);
            Await.until("it is on record", Duration.ofSeconds(60), () -> !changes("id").isEmpty());
            assertThat(changes("actor, outcome, details->>'certificate', details->>'sha256'")).containsExactly(List.of(
                    "LIANZHEN", "SUCCESS", "web", before + " -> " + fingerprint(keys.certificate())));
        } finally {
            node.stop(LIMIT);
        }
        GatewayNode.start(settings(keys)).stop(LIMIT);
        assertThat(changes("details->>'https-cert'")).as("told already").extracting(List::getFirst).containsOnlyNulls();
    }

    @Test
    void aKeyOfOursThatIsAnotherAtTheNextStartIsOnRecord() throws Exception {
        KeyFiles keys = KeyFiles.make(folder, "EC");
        for (int i = 0; i < 2; i++) {
            GatewayNode.start(settings(keys)).stop(LIMIT);
        }
        long before = changes("id").size();
        Path key = AccessSide.key(folder.resolve("data"));
        byte[] bytes = Files.readAllBytes(key);
        bytes[0] ^= 1;
        Files.write(key, bytes);
        GatewayNode.start(settings(keys)).stop(LIMIT);
        assertThat(changes("details->>'access-key'")).hasSize((int) before + 1).last().asString()
                .matches("\\[[0-9a-f]{64} -> [0-9a-f]{64}]");
    }
}
