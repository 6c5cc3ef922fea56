package org.lianzhen.gateway.postgres.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.notify.Channel;
import org.lianzhen.gateway.notify.ChannelKind;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.DutyPerson;
import org.lianzhen.gateway.notify.Ladder;
import org.lianzhen.gateway.notify.ManualClock;
import org.lianzhen.gateway.notify.Matter;
import org.lianzhen.gateway.notify.NoticeWork;
import org.lianzhen.gateway.notify.Notices;
import org.lianzhen.gateway.notify.Roster;
import org.lianzhen.gateway.notify.SendPace;
import org.lianzhen.gateway.notify.Shift;
import org.lianzhen.gateway.postgres.TestPostgres;

/** Notices in a database of their own, on a clock that the test turns. */
public final class NoticeStand implements AutoCloseable {
    public static final Duration EACH = Duration.ofMinutes(2);
    public static final SendPace PACE = new SendPace(3, Duration.ofSeconds(5), Duration.ofMillis(500));

    public final TestPostgres database = TestPostgres.migrated();
    public final ManualClock clock = new ManualClock("2026-06-01T04:00:00Z");
    public final PostgresNoticeStore store = new PostgresNoticeStore(database.pool());
    public final PostgresRosterStore rosters = new PostgresRosterStore(database.pool());
    public final Notices notices = new Notices(store, clock);
    /** Accounts whose pages showed something. */
    public final List<String> shown = new CopyOnWriteArrayList<>();

    public NoticeWork work(Channel browser) {
        return work(Map.of(ChannelKind.BROWSER, browser));
    }

    public NoticeWork work(Map<ChannelKind, Channel> channels) {
        Set<ChannelKind> all = EnumSet.copyOf(channels.keySet());
        return new NoticeWork(store, channels, () -> all, new NoticeWork.Time(clock, PACE));
    }

    /** One in whose pages everything is shown. */
    public NoticeWork work() {
        return work(message -> {
            shown.add(message.person().account());
            return CompletableFuture.completedStage(new Channel.Outcome.Delivered("shown"));
        });
    }

    /** Everything that is due now. */
    public static void run(NoticeWork work) {
        while (Await.result(work.climb()) > 0) {
            // until nothing is due
        }
        for (ChannelKind kind : ChannelKind.values()) {
            while (Await.result(work.send(kind)) > 0) {
                // until nothing is due
            }
        }
    }

    public void onDuty(Duty duty, Shift... shifts) {
        var event = AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.ROSTER_CHANGE, "rosters/CH1");
        int base = Await.result(rosters.newest("CH1", duty)).number();
        assertThat(Await.result(rosters.add(base, "director", new Roster("CH1", duty, List.of(shifts)), event)))
                .isPresent();
    }

    public void onDuty(Duty duty, String... accounts) {
        onDuty(duty, new Shift(null, null, persons(accounts)));
    }

    public static List<DutyPerson> persons(String... accounts) {
        return Stream.of(accounts).map(account -> new DutyPerson(account, "", "")).toList();
    }

    public static Matter matter(String key, Duty... duties) {
        return new Matter(key, "space-low", "CH1", Urgency.URGENT, new Matter.Subject("", Map.of()),
                new Ladder(Stream.of(duties).map(duty -> new Ladder.Step(duty, "CH1", EACH)).toList()));
    }

    public UUID raise(String key, Duty... duties) {
        return Await.result(notices.raise(matter(key, duties)));
    }

    public List<String> actions() {
        return database.rows("select action from audit_event where action like 'NOTICE%' order by ctid").stream()
                .map(row -> (String) row.getFirst()).toList();
    }

    @Override
    public void close() {
        database.close();
    }
}
