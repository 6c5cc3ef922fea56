package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.app.terminal.TestConsole;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.lianzhen.gateway.postgres.Migrations;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.audit.AuditSealer;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;
import org.lianzhen.gateway.postgres.embedded.EmbeddedPostgres;

/** What {@code audit verify} says of logs that were let alone, and of others. */
@Timeout(120)
class VerifyCommandIT {
    @TempDir
    private Path folder;
    private TestPostgres database;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void keep(int events) {
        var log = new PostgresAuditLog(database.pool());
        CompletableFuture.allOf(IntStream.rangeClosed(1, events)
                .mapToObj(
                        i -> log.append(AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.STUDY_VIEW, "1." + i))
                                .toCompletableFuture().orTimeout(30, TimeUnit.SECONDS))
                .toArray(CompletableFuture[]::new)).join();
        AuditSealer.seal(database.pool()).toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private void tamper(String sql) {
        database.pool().withTransaction(connection -> connection
                .query("set local session_replication_role = replica; " + sql).execute().mapEmpty()).await();
    }

    private CommandRun verify(TestConsole console) {
        DatabaseAddress address = database.address();
        return CommandRun.lianzhen(console, "audit", "verify", "--database", "postgresql://" + address.user() + ":"
                + address.password() + "@" + address.host() + ":" + address.port() + "/" + address.database());
    }

    @Test
    void findsALogWholeThatNobodyTouched() {
        assertThat(verify(TestConsole.english())).isEqualTo(
                new CommandRun(0, List.of("The audit log is empty."), List.of()));
        keep(2100);
        new PostgresAuditLog(database.pool())
                .append(AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.LOGIN, "")).toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS).join();
        CommandRun run = verify(TestConsole.english());
        assertThat(run.exit()).isZero();
        Object hash = database.value("select hash from audit_seal where sequence = 2100");
        assertThat(run.out()).hasSize(3).first().asString().contains("whole", "2100");
        assertThat(run.out().get(1)).contains("2100, hash " + hash);
        assertThat(run.out().getLast()).as("it changes nothing").isEqualTo("Events that have no link yet: 1");
        assertThat(verify(TestConsole.chinese()).out().getFirst()).contains("审计日志完整", "2100");
        assertThat(database.value("select count(*) from audit_pending")).isEqualTo(1L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "update audit_event set object = '9' where id = (select event from audit_seal where sequence = 1005) | link 1005: its event or its hash",
            "delete from audit_seal where sequence = 3 | link 3: the link has been removed",
            "delete from audit_event where id = (select event from audit_seal where sequence = 2) | link 2: its event has been removed",
            "delete from audit_seal where sequence = 1200 | an event without a link" })
    void namesTheFirstPlaceThatIsBroken(String change, String told) {
        keep(1200);
        tamper(change);
        CommandRun run = verify(TestConsole.english());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out().getFirst()).startsWith("The audit log is broken").contains(told);
        CommandRun chinese = verify(TestConsole.chinese());
        assertThat(chinese.exit()).isEqualTo(1);
        assertThat(chinese.out().getFirst()).contains("断开");
    }

    @Test
    void showsHowFarItIs() {
        keep(3000);
        TestConsole console = new TestConsole(Language.ENGLISH, true);
        assertThat(verify(console).exit()).isZero();
        assertThat(console.err()).contains("Checking the audit log", "0/3000");
    }

    @Test
    void readsTheDataFolderWhenNobodyElseDoes() throws Exception {
        Path data = folder.resolve("data");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data.resolve("postgres"))) {
            Migrations.apply(server.address());
        }
        assertThat(verifyFolder(data)).isEqualTo(new CommandRun(0, List.of("The audit log is empty."), List.of()));
        try (DataLock lock = DataLock.take(data)) {
            assertThat(lock).isNotNull();
            CommandRun refused = verifyFolder(data);
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).singleElement().asString().contains(data.toString(), "in use");
        }
    }

    @Test
    void makesNoFolderThatIsNotThere() {
        CommandRun run = verifyFolder(folder.resolve("typo"));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("no data", "typo");
        assertThat(Files.exists(folder.resolve("typo"))).isFalse();
    }

    private static CommandRun verifyFolder(Path data) {
        return CommandRun.lianzhen(TestConsole.english(), "audit", "verify", "--data", data);
    }

    @Test
    void saysWhenThereIsNoSuchLog() {
        tamper("drop table audit_pending, audit_seal, audit_event cascade");
        CommandRun run = verify(TestConsole.english());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().startsWith("The audit log cannot be read");
        assertThat(CommandRun.lianzhen(TestConsole.english(), "audit").exit()).isEqualTo(2);
        assertThat(CommandRun.lianzhen(TestConsole.english(), "audit", "verify", "--database", "x").exit())
                .isEqualTo(2);
    }
}
