package org.lianzhen.gateway.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

class CalendarDirectoryTest {
    private static final AuditEvent EVENT = AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.CALENDAR_CHANGE,
            "calendar/1");
    private static final String OTHER = """
            hours: ["09:00-17:00"]
            week: {saturday: ["09:00-12:00"]}
            years:
              - year: 2027
                source: test
                holidays: [{name: 元旦, from: 2027-01-01}]
                workdays: [2027-01-03]
                halfDays: [{name: 除夕, day: 2027-02-05, hours: ["09:00-11:30"]}]
            """;

    private final TestCalendars store = new TestCalendars();
    private final CalendarDirectory directory = new CalendarDirectory(store);

    @Test
    void shipsWhatTheStateCouncilArranged() {
        WorkCalendar calendar = directory.calendar();
        assertThat(directory.inForce().version().number()).isZero();
        assertThat(calendar.years()).containsExactlyInAnyOrder(2025, 2026);
        assertThat(calendar.days().entrySet().stream()
                .filter(day -> day.getKey().getYear() == 2026
                        && day.getValue().kind() == WorkCalendar.Kind.HOLIDAY))
                .as("3 + 9 + 3 + 5 + 3 + 3 + 7 days").hasSize(33);
        assertThat(calendar.days().entrySet().stream()
                .filter(day -> day.getKey().getYear() == 2025
                        && day.getValue().kind() == WorkCalendar.Kind.HOLIDAY))
                .as("1 + 8 + 3 + 5 + 3 + 8 days").hasSize(28);
        assertThat(calendar.days().values().stream().filter(day -> day.kind() == WorkCalendar.Kind.WORKDAY))
                .hasSize(11);
        assertThat(calendar.days().entrySet().stream()
                .filter(day -> day.getValue().kind() == WorkCalendar.Kind.WORKDAY))
                .as("make-up days are days off otherwise")
                .allMatch(day -> calendar.week().getOrDefault(day.getKey().getDayOfWeek(), DayHours.CLOSED).isClosed());
        assertThat(directory.inForce().version().document()).contains("国务院办公厅");
    }

    @Test
    void putsAnotherDocumentInForceAndKeepsIt() {
        assertThat(Await.result(directory.replace(0, "office", OTHER, EVENT))).isPresent();
        assertThat(directory.inForce().version().author()).isEqualTo("office");
        WorkCalendar calendar = directory.calendar();
        assertThat(calendar.hours(LocalDate.of(2027, 1, 1)).isClosed()).isTrue();
        assertThat(calendar.hours(LocalDate.of(2027, 1, 3)).texts()).containsExactly("09:00-17:00");
        assertThat(calendar.hours(LocalDate.of(2027, 1, 9)).texts()).containsExactly("09:00-12:00");
        assertThat(calendar.hours(LocalDate.of(2027, 2, 5)).texts()).containsExactly("09:00-11:30");
        var elsewhere = new CalendarDirectory(store);
        Await.result(elsewhere.load());
        assertThat(elsewhere.inForce()).isEqualTo(directory.inForce());
        assertThat(store.events).containsExactly(EVENT);
    }

    @Test
    void aChangeOfAnOldVersionIsNone() {
        Await.result(directory.replace(0, "a", OTHER, EVENT));
        assertThat(Await.result(directory.replace(0, "b", OTHER, EVENT))).isEmpty();
        assertThat(directory.inForce().version().author()).isEqualTo("a");
    }

    @Test
    void saysEverythingThatIsWrong() {
        String wrong = """
                hours: ["12:00-08:00"]
                week: {feastday: []}
                colour: red
                years:
                  - {year: 2027, holidays: [{name: x, from: 2027-05-05, to: 2027-05-01}, {from: 2027-10-01}]}
                  - {year: 2027, source: y, workdays: [2027-10-01, tomorrow, 2031-01-01]}
                """;
        assertThatThrownBy(() -> Await.result(directory.replace(0, "a", wrong, EVENT))).cause()
                .isInstanceOfSatisfying(CalendarException.class, fault -> assertThat(fault.problems())
                        .containsExactlyInAnyOrder("the document: colour is not known here",
                                "hours must be times such as \"08:00-12:00\" that do not overlap",
                                "week: feastday is no day of the week", "hours: a week has no working time",
                                "years[1]: source must say where this was published",
                                "years[1]: a holiday from 2027-05-05 to 2027-05-01", "years[1]: name is missing",
                                "years[2]: 2027 is there twice", "years[2]: workdays: 2027-10-01 is there twice",
                                "years[2]: tomorrow is no day such as 2026-01-31",
                                "years[2]: workdays: 2031-01-01 is not of 2027"));
        for (String none : List.of("[", "5", "hours: 5", "hours: [\"08:00-12:00\", \"11:00-13:00\"]", "years: {}")) {
            assertThat(directory.replace(0, "a", none, EVENT).toCompletableFuture())
                    .failsWithin(Duration.ofSeconds(20)).withThrowableOfType(Exception.class)
                    .withCauseInstanceOf(CalendarException.class);
        }
        assertThat(store.kept).isEmpty();
    }
}
