package org.lianzhen.gateway.reading.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.calendar.CalendarDirectory;
import org.lianzhen.gateway.calendar.CalendarStore;
import org.lianzhen.gateway.calendar.CalendarVersion;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.Ladder;
import org.lianzhen.gateway.notify.Matter;

class DueAlertsTest {

    private static final class NoVersions implements CalendarStore {
        @Override
        public CompletionStage<List<CalendarVersion>> versions(int limit) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public CompletionStage<Optional<CalendarVersion>> add(int base, String author, String document,
                AuditEvent event) {
            throw new AssertionError("nobody changes the calendar");
        }
    }

    private static List<Matter> told(Urgency urgency, String due, String now) {
        var study = new ReadingRules.Case("TS1", urgency, Set.of(), Set.of("CT"), Set.of("CHEST"));
        var task = new DueTasks.Due(new UUID(0, 7), "CH1", "1.2.3", study, OffsetDateTime.parse(due).toInstant());
        var around = new Queueing.Surroundings(
                TestMembers.of("units: [{code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}]"),
                new CalendarDirectory(new NoVersions()), () -> OffsetDateTime.parse(now).toInstant());
        var alerts = new DueAlerts(limit -> CompletableFuture.completedStage(List.of(task)), TestRules.standard(),
                around);
        return alerts.watches().stream()
                .flatMap(watch -> watch.look().get().toCompletableFuture().join().stream()).toList();
    }

    /** An emergency CT has an hour, of which a fifth is 12 minutes; an ordinary one 4 working hours, of which it is 48 minutes. */
    @ParameterizedTest
    @CsvSource({ "EMERGENCY, 2026-11-21T23:40+08:00, 2026-11-21T23:27:59+08:00, ''",
            "EMERGENCY, 2026-11-21T23:40+08:00, 2026-11-21T23:28+08:00, reading-due",
            "EMERGENCY, 2026-11-21T23:40+08:00, 2026-11-21T23:39:59+08:00, reading-due",
            "EMERGENCY, 2026-11-21T23:40+08:00, 2026-11-21T23:40+08:00, reading-late",
            // a week-end between, in which nobody works
            "ROUTINE, 2026-11-23T08:40+08:00, 2026-11-20T17:21+08:00, ''",
            "ROUTINE, 2026-11-23T08:40+08:00, 2026-11-20T17:22+08:00, reading-due",
            "ROUTINE, 2026-11-23T11:00+08:00, 2026-11-22T20:00+08:00, ''",
            "ROUTINE, 2026-11-23T11:00+08:00, 2026-11-23T10:12+08:00, reading-due" })
    void areToldByTheClockOfTheLimit(Urgency urgency, String due, String now, String kind) {
        assertThat(told(urgency, due, now).stream().map(Matter::kind))
                .isEqualTo(kind.isEmpty() ? List.of() : List.of(kind));
    }

    @ParameterizedTest
    @CsvSource({ "2026-11-21T23:30+08:00, reading-due/", "2026-11-22T00:30+08:00, reading-late/" })
    void goToThoseOnDutyAtTheCentreAndWhoHeadsIt(String now, String prefix) {
        Duration each = Duration.ofMinutes(3);
        assertThat(told(Urgency.EMERGENCY, "2026-11-21T23:40+08:00", now)).containsExactly(
                new Matter(prefix + new UUID(0, 7), prefix.substring(0, prefix.length() - 1), "CH1", Urgency.URGENT,
                        new Matter.Subject("1.2.3",
                                Map.of("unit", "一院", "due", "2026-11-21 23:40", "modality", "CT")),
                        Ladder.of(new Ladder.Step(Duty.IMAGING, "CH1", each),
                                new Ladder.Step(Duty.DEPARTMENT_HEAD, "CH1", each))));
    }
}
