package org.lianzhen.gateway.postgres.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEntry;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditQuery;
import org.lianzhen.gateway.audit.AuditUnavailableException;
import org.lianzhen.gateway.postgres.TestPostgres;

@Timeout(60)
class PostgresAuditLogIT {
    private TestPostgres database;
    private PostgresAuditLog log;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        log = new PostgresAuditLog(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<AuditEvent> kept() {
        return SampleEvents.get(new PostgresAuditTrail(database.pool()).read(AuditQuery.newest(1000))).stream()
                .map(AuditEntry::event).toList();
    }

    @Test
    void keepsAllOfAnEvent() {
        AuditEvent refused = AuditEvent.refused(SampleEvents.TECHNOLOGIST, AuditAction.AUDIT_READ, "");
        SampleEvents.get(log.append(SampleEvents.view(1)));
        SampleEvents.get(log.append(refused));
        assertThat(kept()).containsExactly(refused, SampleEvents.view(1));
        assertThat(database.value("select unit from audit_event where action = 'STUDY_VIEW'")).isEqualTo("TS1");
    }

    @Test
    void keepsWhatManyAppendAtOnce() {
        SampleEvents.get(SampleEvents.viewsAtOnce(log, 3000));
        assertThat(database.value("select count(distinct object) from audit_event")).isEqualTo(3000L);
        assertThat(database.value("select count(*) from audit_pending")).isEqualTo(3000L);
    }

    @Test
    void keepsEventsWhoseTextsPostgresTakesOnlyInPart() {
        var hostile = new AuditEvent.Actor("A\0B", "", "", "");
        SampleEvents.get(log.append(AuditEvent.success(hostile, AuditAction.ASSOCIATION_REJECT, "x".repeat(5000))
                .with(Map.of("k\0", "v\0"))));
        assertThat(kept()).singleElement().satisfies(event -> {
            assertThat(event.actor().name()).isEqualTo("A\uFFFDB");
            assertThat(event.object()).hasSize(2000);
            assertThat(event.details()).containsEntry("k\uFFFD", "v\uFFFD");
        });
    }

    @Test
    void saysThatAnEventCannotBeKept() {
        try (TestPostgres away = TestPostgres.unreachable()) {
            CompletableFuture<Void> appended = log(away).append(SampleEvents.view(1)).toCompletableFuture();
            assertThatThrownBy(() -> SampleEvents.get(appended)).hasCauseInstanceOf(AuditUnavailableException.class);
        }
    }

    @Test
    void refusesMoreThanCanWaitAtOnceAndGoesOn() {
        try (TestPostgres away = TestPostgres.unreachable()) {
            PostgresAuditLog full = log(away);
            List<CompletableFuture<Void>> all = java.util.stream.IntStream.range(0, 12_000)
                    .mapToObj(i -> full.append(SampleEvents.view(i)).toCompletableFuture()).toList();
            assertThat(all).allSatisfy(one -> assertThat(one).failsWithin(java.time.Duration.ofSeconds(30)));
        }
    }

    private static PostgresAuditLog log(TestPostgres away) {
        return new PostgresAuditLog(away.pool());
    }

    @Test
    void writesEventsInTheTransactionOfOthers() {
        Future<Void> undone = database.pool().withTransaction(connection -> AuditRows
                .insert(connection, List.of(SampleEvents.view(1), SampleEvents.view(2)))
                .compose(done -> Future.failedFuture("something else goes wrong")));
        assertThatThrownBy(() -> SampleEvents.get(undone.toCompletionStage())).hasMessageContaining("something else");
        assertThat(database.value("select count(*) from audit_event")).isEqualTo(0L);
        assertThat(database.value("select count(*) from audit_pending")).isEqualTo(0L);

        SampleEvents.get(database.pool().<Void>withTransaction(
                connection -> AuditRows.insert(connection, SampleEvents.view(3))).toCompletionStage());
        SampleEvents.get(AuditRows.insert(database.pool(), List.of()).toCompletionStage());
        assertThat(kept()).containsExactly(SampleEvents.view(3));
    }

    /** The second transaction commits while the first, which has written an event, is still open. */
    @Test
    void transactionsThatWriteEventsDoNotWaitForOneAnother() {
        var first = SampleEvents.get(database.pool().getConnection().toCompletionStage());
        var open = SampleEvents.get(first.begin().toCompletionStage());
        SampleEvents.get(AuditRows.insert(first, SampleEvents.view(1)).toCompletionStage());

        SampleEvents.get(log.append(SampleEvents.view(2)));
        SampleEvents.get(AuditSealer.seal(database.pool()));
        assertThat(database.value("select count(*) from audit_seal")).isEqualTo(1L);

        SampleEvents.get(open.commit().toCompletionStage());
        SampleEvents.get(first.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS));
        SampleEvents.get(AuditSealer.seal(database.pool()));
        assertThat(
                database.rows("select object from audit_event e join audit_seal s on s.event = e.id order by sequence"))
                .containsExactly(List.of("1.2.3.2"), List.of("1.2.3.1"));
    }
}
