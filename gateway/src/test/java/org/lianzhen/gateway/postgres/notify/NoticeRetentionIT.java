package org.lianzhen.gateway.postgres.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.notify.ChannelSettings;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.NoticeRetention;
import org.lianzhen.gateway.notify.NoticeWork;

class NoticeRetentionIT {
    private static final AuditEvent.Actor SOMEBODY = new AuditEvent.Actor("b", "CENTRE_DIRECTOR", "CH1", "10.0.0.1");
    private static final Duration YEAR = Duration.ofDays(365);

    private final NoticeStand stand = new NoticeStand();
    private volatile int months = ChannelSettings.Rules.USUAL.keepMonths();

    @AfterEach
    void close() {
        stand.close();
    }

    private int run(int batch, int run) {
        return Await.result(new NoticeRetention(stand.store,
                () -> new ChannelSettings.Rules(Duration.ofMinutes(5), Duration.ofHours(1), months, 14), stand.clock,
                new NoticeRetention.Sizes(batch, run)).run());
    }

    private boolean isThere(UUID id) {
        return Await.result(stand.store.find(id)).isPresent();
    }

    private List<String> told() {
        return stand.database.rows("""
                select details->>'count' from audit_event where action = 'NOTICE_DELETE' order by ctid""").stream()
                .map(row -> (String) row.getFirst()).toList();
    }

    @Test
    void whatEndedThreeYearsAgoGoesWithItsAttemptsAndWhatIsOpenStays() {
        stand.onDuty(Duty.SYSTEM, "a");
        NoticeWork work = stand.work();
        UUID taken = stand.raise("taken", Duty.SYSTEM);
        UUID withdrawn = stand.raise("withdrawn", Duty.SYSTEM);
        UUID open = stand.raise("open", Duty.SYSTEM);
        NoticeStand.run(work);
        UUID unheard = stand.raise("unheard", Duty.CONSULTATION);
        NoticeStand.run(work);
        Await.result(stand.notices.acknowledge(taken, SOMEBODY));
        Await.result(stand.notices.withdraw(withdrawn, SOMEBODY, "a drill"));
        stand.database.rows("update notice set climb_at = 'infinity' where id = '" + open + "' returning id");
        stand.clock.pass(YEAR.multipliedBy(3));
        assertThat(run(10, 100)).as("a leap day is missing").isZero();
        assertThat(told()).as("nothing done, nothing told").isEmpty();
        UUID late = stand.raise("late", Duty.SYSTEM);
        Await.result(stand.notices.acknowledge(late, SOMEBODY));
        stand.clock.pass(Duration.ofDays(2));
        assertThat(run(10, 100)).isEqualTo(2);
        assertThat(List.of(isThere(taken), isThere(withdrawn))).containsOnly(false);
        assertThat(List.of(isThere(open), isThere(unheard), isThere(late))).containsOnly(true);
        assertThat(stand.database.value("select count(*) from notice_attempt where notice = '" + open + "'"))
                .isEqualTo(1L);
        assertThat(stand.database.value("select count(*) from notice_attempt")).isEqualTo(1L);
        assertThat(told()).containsExactly("2");
        assertThat(run(10, 100)).isZero();
        assertThat(told()).hasSize(1);
    }

    @Test
    void goesInBatchesToTheEndOfARunAndTellsOfEachRunOnce() {
        for (int i = 0; i < 7; i++) {
            Await.result(stand.notices.acknowledge(stand.raise("m" + i, Duty.SYSTEM), SOMEBODY));
        }
        months = 6;
        stand.clock.pass(Duration.ofDays(185));
        assertThat(run(2, 5)).isEqualTo(5);
        assertThat(stand.database.value("select count(*) from notice")).isEqualTo(2L);
        assertThat(run(2, 5)).isEqualTo(2);
        assertThat(stand.database.value("select count(*) from notice")).isEqualTo(0L);
        assertThat(told()).containsExactly("5", "2");
        assertThat(stand.database.value("""
                select details->>'endedBefore' from audit_event where action = 'NOTICE_DELETE' limit 1"""))
                .isEqualTo("2026-06-03T04:00:00Z");
    }
}
