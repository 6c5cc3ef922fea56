package org.lianzhen.gateway.postgres.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.FreePort;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.app.tls.TlsFiles;
import org.lianzhen.gateway.audit.message.AuditSchema;
import org.lianzhen.gateway.audit.syslog.SyslogExport;
import org.lianzhen.gateway.postgres.TestPostgres;

/** The audit log on its way to a syslog server, over real sockets. */
@Timeout(120)
class SyslogExportIT {
    private static final SyslogExport.Pace PACE = new SyslogExport.Pace(Duration.ofSeconds(20), Duration.ofMillis(20),
            Duration.ofMillis(20), Duration.ofMillis(200), 50);
    private static final SyslogExport.Pace CAREFUL = new SyslogExport.Pace(PACE.limit(), PACE.idle(), PACE.first(),
            PACE.longest(), 200);
    private static final Pattern LINE = Pattern.compile("<(85|84)>1 (\\S+Z) host lianzhen [0-9]+ DICOM\\+RFC3881 "
            + "\\[lianzhen@32473 id=\"([0-9a-f-]{36})\" sequence=\"([0-9]+)\" hash=\"([0-9a-f]{64})\"] \uFEFF(<.*>)");

    @TempDir
    private Path folder;
    private TestPostgres database;
    private KeyFiles keys;

    @BeforeEach
    void open() throws Exception {
        database = TestPostgres.migrated();
        keys = KeyFiles.make(folder, "EC");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void keep(int count) {
        SampleEvents.views(new PostgresAuditLog(database.pool()), count);
        SampleEvents.get(AuditSealer.seal(database.pool()));
    }

    private SyslogExport export(int port, SSLContext tls) {
        return export(port, tls, PACE);
    }

    private SyslogExport export(int port, SSLContext tls, SyslogExport.Pace pace) {
        return SyslogExport.start(
                new SyslogExport.Source(new PostgresAuditTrail(database.pool()),
                        new PostgresExportPosition(database.pool())),
                new SyslogExport.Server(InetSocketAddress.createUnresolved("localhost", port), tls), pace, "host");
    }

    private SSLContext trusting() throws Exception {
        return TlsFiles.trusting(keys.certificate());
    }

    private static List<Long> sequences(SyslogServer server) {
        return server.messages().stream().map(message -> Long.valueOf(fields(message).group(4))).toList();
    }

    private static Matcher fields(String message) {
        Matcher fields = LINE.matcher(message);
        assertThat(fields.matches()).as(message).isTrue();
        return fields;
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void sendsEveryEventInOrderAndGoesOnWithNewOnes() throws Exception {
        keep(250);
        try (SyslogServer server = new SyslogServer(keys.serving(), 0, false);
                SyslogExport export = export(server.port(), trusting())) {
            Await.until("all are there", () -> server.messages().size() == 250);
            keep(3);
            Await.until("new ones are there", () -> server.messages().size() == 253);
            assertThat(sequences(server)).isEqualTo(upTo(253));
            Matcher last = fields(server.messages().getLast());
            AuditSchema.check(last.group(6));
            assertThat(last.group(5)).isEqualTo(database.value("select hash from audit_seal where sequence = 253"));
            Await.until("the position is durable", () -> Long.valueOf(253)
                    .equals(database.value("select sequence from audit_export")));
            Await.until("nothing waits", () -> export.state().waiting() == 0);
            assertThat(export.state().failing()).isNull();
        }
    }

    @Test
    void goesOnWhereItEndedAndRepeatsOnlyTheLastOnes() throws Exception {
        keep(120);
        try (SyslogServer server = new SyslogServer(keys.serving(), 0, false)) {
            try (SyslogExport first = export(server.port(), trusting())) {
                Await.until("all are there", () -> server.messages().size() == 120 && first.state().sent() == 120);
            }
            List<String> before = List.copyOf(server.messages());
            keep(2);
            try (SyslogExport second = export(server.port(), trusting())) {
                Await.until("the rest is there", () -> second.state().sent() == 122);
                Await.until("all have arrived", () -> sequences(server).contains(122L));
            }
            List<String> after = server.messages().subList(120, server.messages().size());
            assertThat(after.subList(0, 50)).as("the same bytes again, but for nothing")
                    .isEqualTo(before.subList(70, 120));
            assertThat(after).hasSize(52);
        }
    }

    @Test
    void losesNothingWhenTheServerHangsUpAgainAndAgain() throws Exception {
        SampleEvents.get(SampleEvents.viewsAtOnce(new PostgresAuditLog(database.pool()), 900));
        SampleEvents.get(AuditSealer.seal(database.pool()));
        try (SyslogServer server = new SyslogServer(keys.serving(), 0, false)) {
            server.hangUpAfter(320);
            try (SyslogExport export = export(server.port(), trusting(), CAREFUL)) {
                Await.until("it has failed some times", () -> export.state().failures() >= 3);
                server.hangUpAfter(Integer.MAX_VALUE);
                Await.until("all are there", () -> sequences(server).contains(900L));
                assertThat(sequences(server)).containsAll(upTo(900));
                Await.until("all is well again", () -> export.state().failing() == null);
            }
        }
    }

    @Test
    void waitsForAServerThatIsNotThereYet() throws Exception {
        keep(5);
        int port;
        try (SyslogServer gone = new SyslogServer(keys.serving(), 0, false)) {
            port = gone.port();
        }
        try (SyslogExport export = export(port, trusting())) {
            Await.until("it fails", () -> export.state().failing() != null && export.state().failures() >= 2);
            assertThat(database.rows("select * from audit_export")).isEmpty();
            try (SyslogServer server = new SyslogServer(keys.serving(), port, false)) {
                Await.until("all are there", () -> server.messages().size() == 5);
                assertThat(sequences(server)).isEqualTo(upTo(5));
            }
        }
    }

    @Test
    void tellsNothingToAServerThatItDoesNotTrust() throws Exception {
        keep(5);
        Path elsewhere = Files.createDirectory(folder.resolve("other"));
        KeyFiles other = KeyFiles.make(elsewhere, "RSA");
        Path misnamed = Files.createDirectory(folder.resolve("misnamed"));
        KeyFiles wrongName = KeyFiles.make(misnamed, "EC", "-ext", "san=dns:elsewhere.example");
        try (SyslogServer stranger = new SyslogServer(other.serving(), 0, false);
                SyslogServer namesake = new SyslogServer(wrongName.serving(), 0, false);
                SyslogExport one = export(stranger.port(), trusting());
                SyslogExport two = export(namesake.port(), TlsFiles.trusting(wrongName.certificate()))) {
            Await.until("both fail", () -> one.state().failures() > 1 && two.state().failures() > 1);
            assertThat(stranger.messages()).isEmpty();
            assertThat(namesake.messages()).isEmpty();
            assertThat(one.state().sent()).isZero();
        }
    }

    @Test
    void showsItsOwnCertificateToAServerThatWantsOne() throws Exception {
        keep(1);
        try (SyslogServer server = new SyslogServer(both(), 0, true);
                SyslogExport nobody = export(server.port(), trusting())) {
            Await.until("it is refused", () -> nobody.state().failures() > 1);
            assertThat(server.messages()).isEmpty();
            try (SyslogExport us = export(server.port(),
                    TlsFiles.trusting(keys.certificate(), keys.certificate(), keys.key()))) {
                Await.until("it is there", () -> us.state().sent() == 1 && !server.messages().isEmpty());
            }
        }
    }

    /** A server that shows our certificate and trusts it. */
    private SSLContext both() throws Exception {
        return TlsFiles.trusting(keys.certificate(), keys.certificate(), keys.key());
    }

    /** A server that takes nothing any more is no reason to hang. */
    @Test
    void givesUpOnAServerThatTakesNothing() throws Exception {
        var impatient = new SyslogExport.Pace(Duration.ofSeconds(2), Duration.ofMillis(20), Duration.ofMillis(20),
                Duration.ofMillis(200), 50);
        keep(1);
        try (var mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                SyslogExport export = SyslogExport.start(
                        new SyslogExport.Source(new PostgresAuditTrail(database.pool()),
                                new PostgresExportPosition(database.pool())),
                        new SyslogExport.Server(InetSocketAddress.createUnresolved("localhost", mute.getLocalPort()),
                                trusting()),
                        impatient, "host")) {
            Await.until("it gives up", () -> export.state().failures() >= 1);
            assertThat(export.state().sent()).isZero();
        }
    }

    /** Debian's own syslog server. */
    @Test
    void isReadByRsyslog() throws Exception {
        assertThat(Path.of("/usr/sbin/rsyslogd")).exists();
        keep(30);
        Path log = folder.resolve("received.log");
        int port = FreePort.find();
        // GnuTLS does not read elliptic keys as Java writes them
        KeyFiles rsa = KeyFiles.make(folder, "RSA");
        Path configuration = Files.writeString(folder.resolve("rsyslog.conf"), """
                global(workDirectory="%1$s" defaultNetstreamDriver="gtls" defaultNetstreamDriverCAFile="%2$s"
                  defaultNetstreamDriverCertFile="%2$s" defaultNetstreamDriverKeyFile="%3$s" maxMessageSize="64k")
                module(load="imtcp" StreamDriver.Name="gtls" StreamDriver.Mode="1" StreamDriver.AuthMode="anon")
                input(type="imtcp" port="%4$d" address="127.0.0.1")
                template(name="whole" type="string" string="%%msgid%% %%structured-data%% %%msg%%\\n")
                *.* action(type="omfile" file="%5$s" template="whole")
                """.formatted(folder, rsa.certificate(), rsa.key(), port, log));
        Process daemon = new ProcessBuilder("/usr/sbin/rsyslogd", "-n", "-f", configuration.toString(), "-i",
                folder.resolve("rsyslog.pid").toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("rsyslog.out").toFile()).start();
        try (SyslogExport export = export(port, TlsFiles.trusting(rsa.certificate()))) {
            Await.until("it has got all", Duration.ofSeconds(90), () -> lines(log).size() >= 30);
            for (String line : lines(log).subList(0, 30)) {
                assertThat(line).startsWith("DICOM+RFC3881 [lianzhen@32473 id=");
                AuditSchema.check(line.substring(line.indexOf("<AuditMessage")));
            }
            assertThat(export.state().sent()).isEqualTo(30);
        } finally {
            daemon.destroy();
            assertThat(daemon.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static List<String> lines(Path log) {
        try {
            return Files.exists(log)
                    ? Files.readString(log, StandardCharsets.UTF_8).lines()
                            .filter(line -> line.contains("<AuditMessage"))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
