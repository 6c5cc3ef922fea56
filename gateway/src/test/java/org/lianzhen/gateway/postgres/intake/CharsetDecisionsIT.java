package org.lianzhen.gateway.postgres.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.archive.FileObjectStore;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.intake.CharsetProposal;
import org.lianzhen.gateway.intake.CharsetProposal.State;
import org.lianzhen.gateway.intake.CharsetProposals;
import org.lianzhen.gateway.intake.CharsetStore;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;

/** Who decides on mislabelled texts, and what is on record of it. */
class CharsetDecisionsIT {
    private static final AuditEvent.Actor DOCTOR = new AuditEvent.Actor("ts1-doctor", "TECHNOLOGIST", "TS1",
            "10.0.0.1");

    @TempDir
    private Path folder;
    private TestPostgres database;
    private FileObjectStore objects;
    private CharsetProposals proposals;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        objects = FileObjectStore
                .open(FileObjectStore.Options.of(folder).withIndex(new PostgresArchiveIndex(database.pool())));
        proposals = new CharsetProposals(new PostgresCharsetStore(database.pool()), objects::path);
        Sample.gbk("王^小东").sendTo(objects, null);
    }

    @AfterEach
    void close() {
        objects.close(Duration.ofSeconds(5));
        database.close();
    }

    private CharsetProposal open(int count) {
        List<CharsetProposal> all = get(proposals.list(State.OPEN, Set.of("TS1"), 10));
        assertThat(all).hasSize(count);
        return all.getFirst();
    }

    private Object name() {
        return database.value("select name from patient");
    }

    private List<List<Object>> events() {
        return database.rows("select actor, role, unit, source, outcome, object, details->>'decision', "
                + "details->>'proposal' from audit_event where action = 'CHARSET_REPAIR' order by id");
    }

    @Test
    void whatWasDecidedIsOnRecordAndNothingElse() {
        UUID id = open(1).id();
        assertThat(get(proposals.undo(id, DOCTOR))).isEqualTo(new CharsetStore.Decided.Already());
        assertThat(events()).as("nothing was decided").isEmpty();
        assertThat(get(proposals.accept(id, DOCTOR))).isInstanceOf(CharsetStore.Decided.Done.class);
        get(proposals.accept(id, DOCTOR));
        assertThat(events()).containsExactly(List.of("ts1-doctor", "TECHNOLOGIST", "TS1", "10.0.0.1", "SUCCESS",
                "1.2.1", "ACCEPT", id.toString()));
    }

    @Test
    void aDecisionThatCannotBePutOnRecordIsNotTaken() {
        Object before = name();
        database.rows("alter table audit_event add check (action <> 'CHARSET_REPAIR')");
        assertThat(proposals.accept(open(1).id(), DOCTOR).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(20));
        open(1);
        assertThat(name()).isEqualTo(before);
    }

    @Test
    void onlyTheUnitThatOwnsTheStudyDecides() {
        UUID id = open(1).id();
        var reader = new AuditEvent.Actor("ch1-director", "CENTRE_DIRECTOR", "CH1", "");
        assertThat(get(proposals.accept(id, reader))).isEqualTo(new CharsetStore.Decided.NotYours());
        open(1);
        assertThat(events()).containsExactly(List.of("ch1-director", "CENTRE_DIRECTOR", "CH1", "", "REFUSED", "1.2.1",
                "ACCEPT", id.toString()));
    }

    /** Another decision about the patient may have to change this proposal. */
    @Test
    void takesItsTurnWithThePatientBeforeItTakesTheProposal() {
        UUID id = open(1).id();
        SqlConnection other = get(database.pool().getConnection().toCompletionStage());
        get(other.query("begin").execute().toCompletionStage());
        get(other.query("select 1 from patient for no key update").execute().toCompletionStage());
        CompletableFuture<CharsetStore.Decided> decided = proposals.accept(id, DOCTOR).toCompletableFuture();
        Await.until("the decision waits", () -> (long) database.value("select count(*) from pg_stat_activity "
                + "where datname = current_database() and wait_event_type = 'Lock'") == 1);
        assertThat(get(other.query("select state from charset_proposal for update nowait").execute()
                .toCompletionStage()).iterator().next().getString(0)).isEqualTo("OPEN");
        get(other.query("commit").execute().toCompletionStage());
        assertThat(get(decided)).isInstanceOf(CharsetStore.Decided.Done.class);
        other.close();
    }

    @Test
    void aDatabaseThatIsAwayIsToldFromAFault() {
        try (TestPostgres away = TestPostgres.unreachable()) {
            var store = new PostgresCharsetStore(away.pool());
            assertThat(store.find(new UUID(1, 1)).toCompletableFuture()).failsWithin(Duration.ofSeconds(30))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(IndexUnavailableException.class);
            assertThat(store.decide(new UUID(1, 1), CharsetStore.Decision.UNDO, DOCTOR).toCompletableFuture())
                    .failsWithin(Duration.ofSeconds(30)).withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(IndexUnavailableException.class);
        }
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
