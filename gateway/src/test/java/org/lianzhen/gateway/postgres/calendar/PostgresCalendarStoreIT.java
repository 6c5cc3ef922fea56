package org.lianzhen.gateway.postgres.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.calendar.CalendarVersion;
import org.lianzhen.gateway.postgres.TestPostgres;

class PostgresCalendarStoreIT {
    private static final AuditEvent EVENT = AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.CALENDAR_CHANGE,
            "calendar/1");

    private final TestPostgres database = TestPostgres.migrated();
    private final PostgresCalendarStore store = new PostgresCalendarStore(database.pool());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void keepsVersionsWithTheirEventsAndNoneOfAnOldBase() {
        CalendarVersion first = Await.result(store.add(0, "管理员", "# 一", EVENT)).orElseThrow();
        assertThat(first.number()).isEqualTo(1);
        assertThat(Await.result(store.add(0, "x", "b", EVENT))).isEmpty();
        CalendarVersion second = Await.result(store.add(1, "x", "c", EVENT)).orElseThrow();
        assertThat(Await.result(store.versions(9))).containsExactly(second, first);
        assertThat(Await.result(store.versions(1))).containsExactly(second);
        assertThat(database.rows("select action from audit_event")).hasSize(2)
                .containsOnly(List.of("CALENDAR_CHANGE"));
    }

    @Test
    void whatCannotBePutOnRecordIsNotKept() {
        database.rows("alter table audit_event rename to elsewhere");
        assertThat(store.add(0, "x", "a", EVENT).toCompletableFuture()).failsWithin(Duration.ofSeconds(30));
        assertThat(Await.result(store.versions(9))).isEmpty();
    }
}
