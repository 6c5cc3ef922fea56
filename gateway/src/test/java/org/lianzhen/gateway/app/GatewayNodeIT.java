package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.DatabaseSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.member.PostgresMemberStore;

/** Everything that {@code run} serves, in this process and on a database of the tests' server. */
@Timeout(120)
class GatewayNodeIT {
    private static final Pattern PORT = Pattern.compile("DICOM LIANZHEN@127\\.0\\.0\\.1:(\\d+)");
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
                address.database(), address.user(), address.password()), members, null, 0,
                InetAddress.getLoopbackAddress(),
                new WebSettings(httpPort, null, null), 0, new DicomSettings(0, List.of("LIANZHEN"), null), null,
                BackupSettings.NONE, Hl7Settings.OFF);
    }

    @Test
    void doesNotShareItsDatabaseWithOneThatKeepsObjectsElsewhere() throws Exception {
        Settings ours = settings(0);
        var theirs = new Settings(ours.demo(), folder.resolve("other"), ours.database(), ours.members(), null,
                ours.minFreeSpace(), ours.bind(), ours.web(), 0, ours.dicom(), null, BackupSettings.NONE,
                Hl7Settings.OFF);
        RunningNode node = GatewayNode.start(ours);
        try {
            assertThatThrownBy(() -> GatewayNode.start(theirs)).isInstanceOfSatisfying(StartException.class,
                    fault -> assertThat(Language.values()).allSatisfy(language -> assertThat(fault.in(language))
                            .contains(ours.database().toString(), "--database")));
        } finally {
            node.stop(LIMIT);
        }
        GatewayNode.start(theirs).stop(LIMIT);
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
    void hearsOfMembersThatAnotherProcessHasChanged() throws Exception {
        RunningNode node = GatewayNode.start(settings(0));
        try (var loops = EventLoops.start(1); var user = new ServiceClassUser(loops)) {
            Matcher port = PORT.matcher(node.addresses());
            assertThat(port.find()).isTrue();
            RemoteNode newcomer = RemoteNode.at("127.0.0.1", Integer.parseInt(port.group(1)), "LIANZHEN", "NEWCT");
            assertThat(echo(user, newcomer)).as("a stranger").isFalse();
            var other = new MemberDirectory(new PostgresMemberStore(database.pool()), TestMembers::isCharset);
            other.replace("other", """
                    units: [{code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}]
                    nodes: [{aeTitle: NEWCT, unit: TS1}]
                    """).toCompletableFuture().get(20, TimeUnit.SECONDS);
            Await.until("it is known here", () -> echo(user, newcomer));
        } finally {
            node.stop(LIMIT);
        }
    }

    private static boolean echo(ServiceClassUser user, RemoteNode node) {
        return user.echo(node).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS)
                .join() instanceof ServiceResult.Completed;
    }

    @Test
    void leavesNothingOpenWhenItCannotStart() throws Exception {
        Settings usable = settings(0);
        var nameless = new Settings(false, usable.data(), usable.database(), usable.members(), null, 0, usable.bind(),
                usable.web(), 0, new DicomSettings(0, List.of(), null), null, BackupSettings.NONE, Hl7Settings.OFF);
        assertThatThrownBy(() -> GatewayNode.start(nameless)).isInstanceOf(NoSuchElementException.class);
        DataLock.take(usable.data()).close();
        assertThat(connections()).isZero();
    }

    private long connections() {
        return (Long) database.value("select count(*) from pg_stat_activity where application_name = 'lianzhen' "
                + "and datname = current_database() and pid <> pg_backend_pid()");
    }

    @Test
    void givesADatabaseOfItsOwnNoMoreThanTheTimeThatIsLeft() throws Exception {
        Settings external = settings(0);
        var own = new Settings(false, external.data(), null, external.members(), null, 0, external.bind(),
                external.web(), 0,
                external.dicom(), null, BackupSettings.NONE, Hl7Settings.OFF);
        RunningNode node = GatewayNode.start(own);
        String server = Files.readAllLines(own.data().resolve("postgres/data/postmaster.pid")).getFirst().strip();
        assertThat(new ProcessBuilder("kill", "-STOP", server).start().waitFor()).isZero();
        long begin = System.nanoTime();
        node.stop(Duration.ofSeconds(2));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        Await.until("a server that does not hear is ended all the same",
                () -> ProcessHandle.of(Long.parseLong(server)).isEmpty());
    }

    @Test
    void lendsItsDataToTheNextOnceItHasStopped() throws Exception {
        RunningNode node = GatewayNode.start(settings(0));
        assertThat(node.addresses()).contains("http://", "DICOM LIANZHEN@");
        assertThatThrownBy(() -> GatewayNode.start(settings(0))).hasMessageContaining("start.data-used");
        node.stop(LIMIT);
        DataLock.take(folder.resolve("data")).close();
        assertThat(connections()).isZero();
    }
}
