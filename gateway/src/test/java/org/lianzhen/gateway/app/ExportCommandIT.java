package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.app.terminal.TestConsole;
import org.lianzhen.gateway.audit.AnchorFile;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.message.AuditSchema;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.audit.AuditSealer;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;
import org.lianzhen.gateway.postgres.audit.PostgresAuditTrail;

/** What {@code audit export} prints, and that {@code audit verify} holds the chain against what was noted in the data folder. */
@Timeout(120)
class ExportCommandIT {
    @TempDir
    private Path folder;
    private TestPostgres database;

    @BeforeEach
    void open() {
        database = TestPostgres.migrated();
        var log = new PostgresAuditLog(database.pool());
        for (int i = 1; i <= 3; i++) {
            Await.result(log.append(AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.STUDY_VIEW, "1.2." + i)
                    .with(Map.of("number", Integer.toString(i)))));
        }
        database.rows("alter table audit_event disable trigger audit_event_is_final");
        database.rows("update audit_event set occurred_at = timestamptz '2026-03-01 00:00+08' + "
                + "(details->>'number')::int * interval '1 day' - interval '1 second'");
        Await.result(AuditSealer.seal(database.pool()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private CommandRun run(String... command) {
        DatabaseAddress address = database.address();
        List<String> arguments = new ArrayList<>(List.of("audit"));
        arguments.addAll(List.of(command));
        arguments.addAll(List.of("--data", folder.toString(), "--database", "postgresql://" + address.user() + ":"
                + address.password() + "@" + address.host() + ":" + address.port() + "/" + address.database()));
        return CommandRun.lianzhen(TestConsole.english(), (Object[]) arguments.toArray(String[]::new));
    }

    @Test
    void printsMessagesInTheOrderOfTheChain() {
        CommandRun run = run("export");
        assertThat(run.exit()).as(run.err().toString()).isZero();
        assertThat(run.out()).hasSize(3).allSatisfy(AuditSchema::check);
        assertThat(run.out().get(1)).contains("ParticipantObjectID=\"1.2.2\"");
    }

    @Test
    void printsOnlyThoseOfATimeAndDaysAreThoseOfChina() {
        assertThat(run("export", "--from", "2026-03-02", "--to", "2026-03-03").out()).singleElement().asString()
                .contains("1.2.2");
        assertThat(run("export", "--to", "2026-03-01T15:59:59Z").out()).isEmpty();
        assertThat(run("export", "--from", "2026-03-01T15:59:59Z").out()).hasSize(3);
        CommandRun wrong = run("export", "--from", "yesterday");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err().toString()).contains("\"yesterday\" is no time");
    }

    @Test
    void anEndThatWasCutOffIsFoundByWhatWasNotedInTheDataFolder() throws Exception {
        new AnchorFile(folder.resolve("audit"), InstantSource.system())
                .note(Await.result(new PostgresAuditTrail(database.pool()).head()));
        assertThat(run("verify").exit()).isZero();
        database.rows("alter table audit_seal disable trigger all");
        database.rows("alter table audit_event disable trigger all");
        database.rows("delete from audit_seal where sequence = 3");
        database.rows("delete from audit_event where object = '1.2.3'");
        CommandRun run = run("verify");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out().getFirst()).contains("link 3", "the chain ends before it");
    }
}
