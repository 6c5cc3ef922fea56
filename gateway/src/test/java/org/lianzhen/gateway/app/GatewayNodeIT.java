package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.config.DatabaseSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.member.PostgresMemberStore;

/** Everything that {@code run} serves, in this process and on a database of the tests' server. */
@Timeout(120)
class GatewayNodeIT {
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

    private Settings settings(int httpPort) throws Exception {
        DatabaseAddress address = database.address();
        Path members = Files.writeString(folder.resolve("members.yaml"), """
                units: [{code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}]
                nodes: [{aeTitle: TS1PACS, unit: TS1}]
                """);
        return new Settings(false, folder.resolve("data"), new DatabaseSettings(address.host(), address.port(),
                address.database(), address.user(), address.password()), members, 0, InetAddress.getLoopbackAddress(),
                new WebSettings(httpPort, null, null), 0, new DicomSettings(0, List.of("LIANZHEN"), null));
    }

    @Test
    void tellsTheFirstPasswordAtTheFirstStartThatSucceeds() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings taken = settings(other.getLocalPort());
            assertThatThrownBy(() -> GatewayNode.start(taken)).isInstanceOf(StartException.class)
                    .hasMessageContaining("start.port");
        }
        RunningNode node = GatewayNode.start(settings(0));
        try {
            assertThat(node.firstPassword()).isPresent();
            assertThat(database.value("select count(*) from account")).isEqualTo(1L);
        } finally {
            node.stop(LIMIT);
        }
        RunningNode again = GatewayNode.start(settings(0));
        assertThat(again.firstPassword()).as("told once").isEmpty();
        again.stop(LIMIT);
    }

    @Test
    void lendsItsDataToTheNextOnceItHasStopped() throws Exception {
        RunningNode node = GatewayNode.start(settings(0));
        assertThat(node.addresses()).contains("http://", "DICOM LIANZHEN@");
        assertThatThrownBy(() -> GatewayNode.start(settings(0))).hasMessageContaining("start.data-used");
        node.stop(LIMIT);
        DataLock.take(folder.resolve("data")).close();
        assertThat(database.value("select count(*) from pg_stat_activity where application_name = 'lianzhen' "
                + "and datname = current_database() and pid <> pg_backend_pid()")).isEqualTo(0L);
    }
}
