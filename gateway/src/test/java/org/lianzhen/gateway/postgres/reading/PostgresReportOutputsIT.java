package org.lianzhen.gateway.postgres.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.reading.outgoing.OutputTrouble;
import org.lianzhen.gateway.reading.outgoing.ReportOutputs.Due;
import org.lianzhen.gateway.reading.outgoing.ReportOutputs.Failure;

class PostgresReportOutputsIT {
    private static final Duration TERM = Duration.ofMinutes(2);

    private static TestPostgres database;
    private PostgresReportOutputs outputs;

    @BeforeAll
    static void start() throws Exception {
        database = TestPostgres.migrated();
        // what a version belongs to does not matter here
        database.rows("alter table report_version drop constraint report_version_task_fkey");
        database.rows("alter table report_version disable trigger tell");
        database.rows("alter table report_version disable trigger is_to_be_acknowledged");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void open() {
        database.rows("delete from report_output");
        outputs = new PostgresReportOutputs(database.pool());
    }

    private static void sign(int number, String kind) {
        database.rows("""
                insert into report_version (task, number, unit, kind, content, signer, signed_at, algorithm, public_key,
                    signature) values (gen_random_uuid(), %d, 'TS1', '%s', '{}', 'li', now(), 'ECDSA', '', '')"""
                .formatted(number, kind));
    }

    private Optional<Due> next() {
        return Await.result(outputs.next(TERM));
    }

    private static List<List<Object>> states() {
        return database.rows("select state, why from report_output");
    }

    @Test
    void whatIsSignedIsDueAndWhatNobodyHasLookedAtIsNot() {
        sign(1, "PROPOSAL");
        assertThat(next()).isEmpty();
        sign(2, "FINAL");
        Due due = next().orElseThrow();
        assertThat(due.number()).isEqualTo(2);
        assertThat(due.unit()).isEqualTo("TS1");
        assertThat(due.attempts()).isOne();
    }

    @Test
    void whatSomebodyHasInHandIsNobodyElses() {
        sign(1, "WITHDRAWAL");
        assertThat(next()).isPresent();
        assertThat(next()).isEmpty();
    }

    @Test
    void whoeverDiesLeavesItToTheNext() {
        sign(1, "PRELIMINARY");
        assertThat(next()).isPresent();
        database.rows("update report_output set due_at = due_at - interval '2 minutes'");
        assertThat(next().orElseThrow().attempts()).isEqualTo(2);
    }

    @Test
    void whatIsDoneIsOver() {
        sign(1, "AMENDMENT");
        Await.result(outputs.done(next().orElseThrow()));
        database.rows("update report_output set due_at = now()");
        assertThat(next()).isEmpty();
        assertThat(states()).containsExactly(List.of("DONE", ""));
    }

    @Test
    void whatFailsIsTriedAgainLaterUntilItIsGivenUp() {
        sign(1, "FINAL");
        Due due = next().orElseThrow();
        Await.result(outputs.failed(due, new Failure(OutputTrouble.NOT_TAKEN, "no room"), Duration.ofHours(1)));
        assertThat(next()).isEmpty();
        assertThat(states()).containsExactly(List.of("WAITING", "no room"));
        assertThat(Await.result(outputs.givenUp())).isZero();
        Await.result(outputs.failed(due, new Failure(OutputTrouble.OTHER, "x".repeat(1000)), null));
        assertThat(states()).containsExactly(List.of("FAILED", "x".repeat(200)));
        assertThat(Await.result(outputs.givenUp())).isOne();
        assertThat(Await.result(outputs.revive())).isOne();
        assertThat(next().orElseThrow().attempts()).isOne();
    }
}
