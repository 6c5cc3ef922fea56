package org.lianzhen.gateway.postgres.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEntry;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditQuery;
import org.lianzhen.gateway.audit.AuditQuery.Period;
import org.lianzhen.gateway.audit.AuditQuery.Position;
import org.lianzhen.gateway.postgres.TestPostgres;

@Timeout(60)
class PostgresAuditTrailIT {
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

    private List<AuditEntry> read(AuditQuery query) {
        return SampleEvents.get(new PostgresAuditTrail(database.pool()).read(query));
    }

    private static List<String> objects(List<AuditEntry> entries) {
        return entries.stream().map(entry -> entry.event().object()).toList();
    }

    @Test
    void goesBackPageByPage() {
        SampleEvents.views(log, 7);
        List<String> seen = new ArrayList<>();
        AuditQuery query = AuditQuery.newest(3);
        List<AuditEntry> page = read(query);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            seen.addAll(objects(page));
            page = read(query.after(Position.of(page.getLast())));
        }
        assertThat(seen).containsExactly("1.2.3.7", "1.2.3.6", "1.2.3.5", "1.2.3.4", "1.2.3.3", "1.2.3.2", "1.2.3.1");
    }

    @Test
    void losesNoneOfTheSameMomentBetweenPages() {
        SampleEvents.get(AuditRows.insert(database.pool(),
                List.of(SampleEvents.view(1), SampleEvents.view(2), SampleEvents.view(3))).toCompletionStage());
        List<AuditEntry> first = read(AuditQuery.newest(2));
        List<AuditEntry> second = read(AuditQuery.newest(2).after(Position.of(first.getLast())));
        assertThat(first.getFirst().occurredAt()).isEqualTo(second.getFirst().occurredAt());
        assertThat(objects(first)).doesNotContainAnyElementsOf(objects(second)).hasSize(2);
        assertThat(second).hasSize(1);
    }

    @Test
    void findsByActorActionObjectAndTime() {
        SampleEvents.views(log, 2);
        SampleEvents.get(log.append(AuditEvent.success(SampleEvents.TECHNOLOGIST, AuditAction.STUDY_STORE, "1.2.3.1")));
        AuditQuery all = AuditQuery.newest(10);

        assertThat(objects(read(all.by("ts1-doctor")))).containsExactly("1.2.3.2", "1.2.3.1");
        assertThat(read(all.with(AuditAction.STUDY_STORE))).hasSize(1);
        assertThat(read(all.about("1.2.3.1"))).hasSize(2);
        assertThat(read(all.about("1.2.3.1").by("ts1-tech").with(AuditAction.STUDY_VIEW))).isEmpty();
        assertThat(read(all.by("' or true --"))).isEmpty();

        Instant newest = read(all).getFirst().occurredAt();
        assertThat(read(all.of(new Period(null, newest)))).as("before the newest").hasSize(2);
        assertThat(read(all.of(new Period(newest, null)))).as("from the newest on").hasSize(1);
        assertThat(read(all.of(new Period(newest, newest)))).isEmpty();
    }

    @Test
    void findsByHowItEnded() {
        SampleEvents.views(log, 2);
        SampleEvents.get(log.append(AuditEvent.refused(SampleEvents.TECHNOLOGIST, AuditAction.STUDY_VIEW, "1.2.3.9")));
        assertThat(objects(read(AuditQuery.newest(10).ended(AuditEvent.Outcome.REFUSED)))).containsExactly("1.2.3.9");
        assertThat(read(AuditQuery.newest(10).ended(AuditEvent.Outcome.FAILED))).isEmpty();
    }

    @Test
    void tellsThePlaceInTheChain() {
        SampleEvents.views(log, 2);
        assertThat(read(AuditQuery.newest(1)).getFirst().sequence()).isZero();
        SampleEvents.get(AuditSealer.seal(database.pool()));
        assertThat(read(AuditQuery.newest(2))).extracting(AuditEntry::sequence).containsExactly(2L, 1L);
        assertThat(read(AuditQuery.newest(1)).getFirst().hash()).hasSize(64);
    }
}
