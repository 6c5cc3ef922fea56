package org.lianzhen.gateway.postgres.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditUnavailableException;
import org.lianzhen.gateway.audit.ChainReport;
import org.lianzhen.gateway.audit.ChainReport.Break;
import org.lianzhen.gateway.audit.ChainReport.Damage;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.TestPostgres;

/** The chain of events, and what somebody with all rights to the database cannot hide. */
@Timeout(60)
class AuditChainIT {
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
        SampleEvents.views(new PostgresAuditLog(database.pool()), events);
    }

    private void seal() {
        SampleEvents.get(AuditSealer.seal(database.pool()));
    }

    private ChainReport verify(long from, long to) {
        return SampleEvents.get(new PostgresAuditTrail(database.pool()).verify(from, to));
    }

    private ChainReport verify() {
        return verify(1, Long.MAX_VALUE);
    }

    /** As the owner of everything, with the rules of the tables out of force. */
    private void tamper(String sql) {
        Future<Void> done = database.pool()
                .withTransaction(connection -> connection.query("set local session_replication_role = replica")
                        .execute().compose(set -> connection.query(sql).execute()).mapEmpty());
        SampleEvents.get(done.toCompletionStage());
    }

    @Test
    void isWholeWhenNobodyTouchesIt() {
        assertThat(verify()).isEqualTo(new ChainReport(0, new ChainReport.Link(0, ""), 0, null));
        keep(5);
        assertThat(verify().waiting()).isEqualTo(5);
        seal();
        ChainReport report = verify();
        assertThat(report.isWhole()).isTrue();
        assertThat(report.checked()).isEqualTo(5);
        assertThat(report.waiting()).isZero();
        assertThat(report.last().sequence()).isEqualTo(5);
        assertThat(report.last().hash()).matches("[0-9a-f]{64}")
                .isEqualTo(database.value("select hash from audit_seal where sequence = 5"));
    }

    @Test
    void growsOverManyBatchesAndPages() {
        SampleEvents.get(SampleEvents.viewsAtOnce(new PostgresAuditLog(database.pool()), 2345));
        seal();
        keep(3);
        seal();
        assertThat(verify().checked()).isEqualTo(2348);
        assertThat(verify().isWhole()).isTrue();
        assertThat(verify(2000, 2200).checked()).isEqualTo(201);
        assertThat(verify(2000, 2200).isWhole()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "object = '1.2.3.9'", "actor = 'somebody'", "outcome = 'FAILED'", "unit = 'TS2'", "source = ''",
            "occurred_at = occurred_at - interval '1 microsecond'", "details = '{}'", "details = '[]'",
            "details = details || '{\"reason\": \"x\"}'", "action = 'STUDY_EXPORT'", "role = 'EXPERT'" })
    void showsAnEventThatWasChanged(String change) {
        keep(4);
        seal();
        tamper("update audit_event set " + change + " where object = '1.2.3.3'");
        ChainReport report = verify();
        assertThat(report.broken()).isEqualTo(new Break(3, Damage.CHANGED));
        assertThat(report.checked()).isEqualTo(2);
        assertThat(report.last().sequence()).isEqualTo(2);
        assertThat(verify(1, 2).isWhole()).isTrue();
        assertThat(verify(4, 4).isWhole()).as("from the hash that was written down").isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "delete from audit_event where object = '1.2.3.3' | 3 | EVENT_MISSING",
            "delete from audit_seal where sequence = 3 | 3 | LINK_MISSING",
            "delete from audit_seal where sequence = 1 | 1 | LINK_MISSING",
            "update audit_seal set hash = md5('x') where sequence = 4 | 4 | CHANGED",
            "update audit_seal set event = (select event from audit_seal where sequence = 1) where sequence = 2 | 2 | CHANGED",
            "insert into audit_event (id, unit, actor, role, source, action, outcome, object, details) "
                    + "values (gen_random_uuid(), '', '', '', '', 'LOGIN', 'SUCCESS', '', '{}') | 0 | EVENT_OUTSIDE" })
    void showsWhatElseWasDoneToIt(String sql, long sequence, Damage damage) {
        keep(5);
        seal();
        tamper("alter table audit_seal drop constraint audit_seal_event_key");
        tamper(sql);
        assertThat(verify().broken()).isEqualTo(new Break(sequence, damage));
    }

    @Test
    void showsALinkThatIsMissingWithinAPartOfIt() {
        keep(6);
        seal();
        tamper("delete from audit_seal where sequence in (3, 4)");
        assertThat(verify(5, 6).broken()).as("nothing to begin with").isEqualTo(new Break(4, Damage.LINK_MISSING));
        assertThat(verify(2, 4).broken()).isEqualTo(new Break(3, Damage.LINK_MISSING));
        assertThat(verify(6, 6).isWhole()).isTrue();
    }

    @Test
    void showsAnEventThatWasRemovedBeforeItCameToTheChain() {
        keep(3);
        tamper("delete from audit_event where object = '1.2.3.2'");
        seal();
        assertThat(verify().broken()).isEqualTo(new Break(0, Damage.EVENT_MISSING));
        assertThat(verify().checked()).isEqualTo(2);
    }

    /** Links that were noted outside, as the gateway does. */
    private Damage damageAgainst(SortedMap<Long, String> anchors) {
        Break broken = SampleEvents.get(new PostgresAuditTrail(database.pool(), () -> anchors)
                .verify(1, Long.MAX_VALUE)).broken();
        return broken == null ? null : broken.damage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "delete from audit_seal where sequence = 5; delete from audit_event where object = '1.2.3.5'",
                    "delete from audit_seal; delete from audit_event" })
    void showsAnEndThatWasCutOffAfterItWasNoted(String sql) {
        keep(5);
        seal();
        ChainReport.Link noted = verify().last();
        var anchors = new TreeMap<>(Map.of(noted.sequence(), noted.hash()));
        assertThat(damageAgainst(anchors)).isNull();
        for (String statement : sql.split(";", -1)) {
            tamper(statement);
        }
        assertThat(verify().isWhole()).as("the chain alone does not show it").isTrue();
        assertThat(damageAgainst(anchors)).isEqualTo(Damage.CUT_OFF);
    }

    @Test
    void showsAChainThatWasWrittenAnewAfterALinkWasNoted() {
        keep(5);
        seal();
        ChainReport.Link noted = verify().last();
        var anchors = new TreeMap<>(Map.of(noted.sequence(), noted.hash()));
        tamper("delete from audit_seal");
        tamper("update audit_event set actor = 'somebody' where object = '1.2.3.2'");
        tamper("insert into audit_pending (event) select id from audit_event order by id");
        seal();
        assertThat(verify().isWhole()).as("the chain alone does not show it").isTrue();
        assertThat(damageAgainst(anchors)).isEqualTo(Damage.NOT_AS_NOTED);
    }

    @Test
    void showsEventsThatChangedPlaces() {
        keep(5);
        seal();
        tamper("alter table audit_seal drop constraint audit_seal_event_key");
        tamper("""
                update audit_seal s set event = o.event from audit_seal o
                where (s.sequence, o.sequence) in ((2, 3), (3, 2))""");
        assertThat(verify().broken()).isEqualTo(new Break(2, Damage.CHANGED));
    }

    /** What the chain alone cannot show: whoever noted the last link down can. */
    @Test
    void anEndThatWasCutOffDiffersFromTheLinkThatWasNotedDown() {
        keep(5);
        seal();
        ChainReport.Link noted = verify().last();
        tamper("delete from audit_event where object = '1.2.3.5'");
        tamper("delete from audit_seal where sequence = 5");
        assertThat(verify().isWhole()).isTrue();
        assertThat(verify().last()).isNotEqualTo(noted);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "update audit_event set object = ''", "delete from audit_event", "truncate audit_event cascade",
            "update audit_seal set hash = ''", "delete from audit_seal", "truncate audit_seal" })
    void rowsAreNeverChangedOrRemoved(String sql) {
        keep(2);
        seal();
        assertThatThrownBy(() -> database.rows(sql)).hasMessageContaining("never changed or removed");
        assertThat(verify().checked()).isEqualTo(2);
    }

    @Test
    void severalNodesMakeOneChain() {
        SampleEvents.get(SampleEvents.viewsAtOnce(new PostgresAuditLog(database.pool()), 1500));
        SampleEvents.get(Stream.generate(() -> AuditSealer.seal(database.pool())).limit(8).toList());
        seal();
        assertThat(verify().checked()).isEqualTo(1500);
        assertThat(verify().isWhole()).isTrue();
    }

    @Test
    void goesOnAfterACrashInTheMiddleOfABatch() {
        keep(5);
        Future<Void> crash = database.pool().withTransaction(connection -> SealTransaction.run(connection)
                .compose(sealed -> connection.query("select pg_terminate_backend(pg_backend_pid())").execute())
                .mapEmpty());
        assertThatThrownBy(() -> SampleEvents.get(crash.toCompletionStage())).isNotNull();
        Await.until("the pool has seen that its connection is gone",
                () -> Database.answers(database.pool()).toCompletableFuture().join());
        assertThat(database.value("select count(*) from audit_seal")).isEqualTo(0L);
        seal();
        assertThat(verify().checked()).isEqualTo(5);
        assertThat(verify().isWhole()).isTrue();
    }

    @Test
    void saysWhenItCannotBeRead() {
        try (TestPostgres away = TestPostgres.unreachable()) {
            var trail = new PostgresAuditTrail(away.pool());
            assertThatThrownBy(() -> SampleEvents.get(trail.verify(1, 10)))
                    .hasCauseInstanceOf(AuditUnavailableException.class);
        }
        assertThat(List.of(Damage.values())).hasSize(6);
    }
}
