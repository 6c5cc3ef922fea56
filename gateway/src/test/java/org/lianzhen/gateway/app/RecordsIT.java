package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.DatabaseSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.lianzhen.gateway.postgres.Migrations;
import org.lianzhen.gateway.postgres.TestPostgres;

/** A database that somebody else runs, and what people read when it or the members cannot be used. */
@Timeout(120)
class RecordsIT {
    private static final String PASSWORD = "open-sesame-4711";

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

    private Settings settings(DatabaseSettings external, @Nullable Path members, boolean demo) {
        return new Settings(demo, folder.resolve("data"), external, members, null, 0, InetAddress.getLoopbackAddress(),
                new WebSettings(0, null, null), 0,
                new DicomSettings(0, List.of("LIANZHEN"), null), null, BackupSettings.NONE, Hl7Settings.OFF);
    }

    private DatabaseSettings external() {
        DatabaseAddress address = database.address();
        return new DatabaseSettings(address.host(), address.port(), address.database(), address.user(),
                address.password());
    }

    private StartException refused(Settings settings) {
        try (Records records = Records.open(settings)) {
            records.archive(settings);
            throw new AssertionError("it started");
        } catch (StartException e) {
            return e;
        }
    }

    private static void saysWithoutPassword(StartException fault, String... what) {
        for (Language language : Language.values()) {
            assertThat(fault.in(language)).contains(what).doesNotContain(PASSWORD).doesNotContain("Exception");
        }
        assertThat(fault.toString()).doesNotContain(PASSWORD);
    }

    @Test
    void usesADatabaseThatSomebodyElseRuns() throws Exception {
        Settings settings = settings(external(), null, true);
        try (Records records = Records.open(settings)) {
            assertThat(records.archive(settings).members().members().nodeCount()).isEqualTo(8);
        }
        assertThat(database.value("select count(*) from member_version")).isEqualTo(1L);
        assertThat(folder.resolve("data/postgres")).as("none of our own").doesNotExist();
        try (Records records = Records.open(settings)) {
            assertThat(records.archive(settings).members().members().nodeCount()).as("as before").isEqualTo(8);
        }
        assertThat(database.value("select count(*) from member_version")).isEqualTo(1L);
    }

    @Test
    void doesNotServeTheDemonstrationsAccountsInRealUse() throws Exception {
        Settings demo = settings(external(), null, true);
        try (Records records = Records.open(demo)) {
            records.archive(demo);
        }
        Path members = Files.writeString(folder.resolve("members.yaml"), "units: []");
        StartException fault = refused(settings(external(), members, false));
        saysWithoutPassword(fault, "--demo", "--data", external().toString());
        assertThat(fault.getMessage()).startsWith("start.demo-data");
        assertThat(database.value("select count(*) from member_version")).as("nothing is written").isEqualTo(1L);
    }

    @Test
    void putsNoDemonstrationIntoWhatIsInRealUse() throws Exception {
        Path members = Files.writeString(folder.resolve("members.yaml"),
                "units: [{code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}]");
        Settings real = settings(external(), members, false);
        try (Records records = Records.open(real)) {
            records.archive(real);
        }
        StartException fault = refused(settings(external(), null, true));
        saysWithoutPassword(fault, "--demo", "--data", external().toString());
        assertThat(fault.getMessage()).startsWith("start.real-data");
        try (Records records = Records.open(real)) {
            assertThat(records.archive(real).members().members().unit("TS1")).as("as before").isPresent();
        }
    }

    @Test
    void anAccountIsRealUseToo() throws Exception {
        Settings real = settings(external(), null, false);
        try (Records records = Records.open(real)) {
            records.archive(real);
        }
        database.rows("insert into account (name, unit, display_name, roles, state, must_change, password_hash) "
                + "values ('admin', '', 'A', '{SECURITY_ADMIN}', 'ACTIVE', true, 'x')");
        assertThat(refused(settings(external(), null, true)).getMessage()).startsWith("start.real-data");
    }

    @Test
    void knowsADemonstrationFromBeforeItWasWrittenDown() throws Exception {
        Settings demo = settings(external(), null, true);
        try (Records records = Records.open(demo)) {
            records.archive(demo);
        }
        database.rows("insert into account (name, unit, display_name, roles, state, must_change, password_hash) "
                + "values ('ts1-village', 'TS1', 'V', '{VILLAGE_DOCTOR}', 'ACTIVE', false, 'x')");
        database.rows("drop table demonstration");
        try (InputStream migration = Migrations.class.getResourceAsStream("migration/V14__demonstration.sql")) {
            database.pool().query(new String(migration.readAllBytes(), StandardCharsets.UTF_8)).execute().await();
        }
        assertThat(refused(settings(external(), null, false)).getMessage()).startsWith("start.demo-data");
    }

    @Test
    void severalMayStartWithTheSameNewFileAtOnce() throws Exception {
        Path members = Files.writeString(folder.resolve("members.yaml"),
                "units: [{code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}]");
        Settings real = settings(external(), members, false);
        try (Records one = Records.open(real); Records other = Records.open(real)) {
            List<CompletableFuture<Boolean>> starts = Stream.of(one, other, one, other)
                    .map(records -> CompletableFuture.supplyAsync(() -> knowsUnit(records, real),
                            work -> Thread.ofVirtual().start(work)))
                    .toList();
            assertThat(starts).allSatisfy(start -> assertThat(start.get(60, TimeUnit.SECONDS)).isTrue());
        }
        assertThat(database.value("select count(*) from member_version")).isEqualTo(1L);
    }

    private static boolean knowsUnit(Records records, Settings settings) {
        try {
            return records.archive(settings).members().members().unit("TS1").isPresent();
        } catch (StartException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void bringsEventsToTheirChain() throws Exception {
        try (Records records = Records.open(settings(external(), null, false))) {
            for (long events = 1; events <= 2; events++) {
                records.audit().append(AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.LOGIN, ""))
                        .toCompletableFuture().get(20, TimeUnit.SECONDS);
                Object all = events;
                Await.until("it is in the chain", () -> database.value("select count(*) from audit_seal").equals(all));
            }
        }
    }

    @Test
    void saysThatNobodyListens() {
        var nobody = new DatabaseSettings("127.0.0.1", 1, "lianzhen", "doctor", PASSWORD);
        saysWithoutPassword(refused(settings(nobody, null, false)), "doctor@127.0.0.1:1/lianzhen");
    }

    @Test
    void saysThatThePasswordIsWrong() {
        DatabaseSettings right = external();
        var wrong = new DatabaseSettings(right.host(), right.port(), right.database(), right.user(), PASSWORD);
        saysWithoutPassword(refused(settings(wrong, null, false)), right.user() + "@", "password");
    }

    @Test
    void saysThatThereIsNoSuchDatabase() {
        DatabaseSettings right = external();
        var wrong = new DatabaseSettings(right.host(), right.port(), "nowhere", right.user(), right.password());
        saysWithoutPassword(refused(settings(wrong, null, false)), "/nowhere");
    }

    @Test
    void namesTheMembersFileAndEverythingThatIsWrongInIt() throws IOException {
        Path members = Files.writeString(folder.resolve("members.yaml"), """
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                nodes:
                  - {aeTitle: TS1PACS, unit: NOWHERE}
                  - {aeTitle: A-TITLE-THAT-IS-TOO-LONG, unit: TS1}
                  - {aeTitle: CT, unit: TS1, assumedCharset: GB1830, answerCharset: GBK}
                """);
        saysWithoutPassword(refused(settings(external(), members, false)), members.toString(), "NOWHERE",
                "nodes[2]: aeTitle", "nodes[3]: assumedCharset", "GB1830");
        assertThat(database.value("select count(*) from member_version")).as("nothing is kept").isEqualTo(0L);
    }

    @Test
    void saysThatThereIsNoMembersFile() {
        Path members = folder.resolve("missing.yaml");
        StartException fault = refused(settings(external(), members, false));
        saysWithoutPassword(fault, members.toString());
        assertThat(fault.in(Language.CHINESE)).contains("没有这个文件");
    }

    @Test
    void saysThatAMembersFileIsNoText() throws IOException {
        Path members = Files.write(folder.resolve("gbk.yaml"),
                "units: [{code: TS1, name: 一院}]".getBytes(java.nio.charset.Charset.forName("GBK")));
        saysWithoutPassword(refused(settings(external(), members, false)), members.toString());
        assertThat(new String(Files.readAllBytes(members), StandardCharsets.ISO_8859_1)).contains("TS1");
    }
}
