package org.lianzhen.gateway.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkCalendarTest {
    private static final WorkCalendar CALENDAR = CalendarDirectory.standard().calendar();

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(WorkCalendar.ZONE).toInstant();
    }

    /** The first is the example of the turnaround rules: 1 h is used on Friday, 3 h remain. */
    @ParameterizedTest
    @CsvSource({ "2026-06-05T16:30, PT4H, 2026-06-08T11:00", "2026-06-05T16:30, PT1H, 2026-06-05T17:30",
            "2026-06-05T16:30, PT1H1S, 2026-06-08T08:00:01", "2026-06-05T11:00, PT2H, 2026-06-05T15:00",
            "2026-06-05T12:30, PT1S, 2026-06-05T14:00:01", "2026-06-06T03:00, PT7H30M, 2026-06-08T17:30",
            // Saturday 9 May 2026 makes up for the Labour Day holiday, of which it is the first working Saturday after
            "2026-05-08T17:00, PT1H, 2026-05-09T08:30", "2026-04-30T17:00, PT1H, 2026-05-06T08:30",
            // Spring Festival: Saturday 14 February works, and then nobody until the 24th
            "2026-02-14T17:00, PT1H, 2026-02-24T08:30", "2026-01-02T10:00, PT15M, 2026-01-04T08:15" })
    void addsWorkingTimeOnly(String start, Duration time, String due) {
        assertThat(CALENDAR.add(at(start), time)).isEqualTo(at(due));
        assertThat(CALENDAR.between(at(start), at(due))).isEqualTo(time);
        assertThat(CALENDAR.between(at(due), at(start))).isEqualTo(time.negated());
    }

    @Test
    void answersTheReverseQuestion() {
        assertThat(CALENDAR.subtract(at("2026-06-08T11:00"), Duration.ofHours(4))).isEqualTo(at("2026-06-05T16:30"));
        assertThat(CALENDAR.subtract(at("2026-06-07T11:00"), Duration.ofHours(1))).isEqualTo(at("2026-06-05T16:30"));
        assertThat(CALENDAR.subtract(at("2026-06-08T14:00"), Duration.ofHours(4))).isEqualTo(at("2026-06-08T08:00"));
        assertThat(CALENDAR.subtract(at("2026-06-07T11:00"), Duration.ZERO)).isEqualTo(at("2026-06-07T11:00"));
    }

    @Test
    void knowsWhenPeopleWork() {
        assertThat(CALENDAR.isOpen(at("2026-06-05T08:00"))).isTrue();
        assertThat(CALENDAR.isOpen(at("2026-06-05T07:59:59"))).isFalse();
        assertThat(CALENDAR.isOpen(at("2026-06-05T12:00"))).isFalse();
        assertThat(CALENDAR.isOpen(at("2026-06-06T09:00"))).as("Saturday").isFalse();
        assertThat(CALENDAR.isOpen(at("2026-06-19T09:00"))).as("Dragon Boat Festival").isFalse();
        assertThat(CALENDAR.isOpen(at("2026-09-20T09:00"))).as("a Sunday that makes up").isTrue();
    }

    @Test
    void countsUrgentThingsByDayAndNight() {
        TimeLimit night = TimeLimit.always(Duration.ofMinutes(30));
        assertThat(night.due(CALENDAR, at("2026-06-05T23:50"))).isEqualTo(at("2026-06-06T00:20"));
        assertThat(night.start(CALENDAR, at("2026-06-06T00:20"))).isEqualTo(at("2026-06-05T23:50"));
        assertThat(night.remaining(CALENDAR, at("2026-06-05T23:50"), at("2026-06-06T00:30")))
                .isEqualTo(Duration.ofMinutes(-10));
        TimeLimit outpatient = TimeLimit.working(Duration.ofHours(4));
        assertThat(outpatient.due(CALENDAR, at("2026-06-05T16:30"))).isEqualTo(at("2026-06-08T11:00"));
        assertThat(outpatient.start(CALENDAR, at("2026-06-08T11:00"))).isEqualTo(at("2026-06-05T16:30"));
        assertThat(outpatient.remaining(CALENDAR, at("2026-06-05T16:30"), at("2026-06-07T12:00")))
                .isEqualTo(Duration.ofHours(3));
        assertThat(outpatient.remaining(CALENDAR, at("2026-06-05T16:30"), at("2026-06-08T14:30")))
                .isEqualTo(Duration.ofMinutes(-90));
    }

    @Test
    void warnsFromTheFirstOfDecemberWhenTheNextYearIsMissing() {
        assertThat(CALENDAR.missingYear(LocalDate.of(2026, 11, 30))).isNull();
        assertThat(CALENDAR.missingYear(LocalDate.of(2026, 12, 1))).isEqualTo(2027);
        assertThat(CALENDAR.missingYear(LocalDate.of(2025, 12, 31))).isNull();
        assertThat(CALENDAR.missingYear(LocalDate.of(2027, 1, 1))).isEqualTo(2027);
    }

    @Test
    void aRestThatNeverEndsIsAFaultAndNoEndlessSearch() {
        WorkCalendar nearlyNever = new WorkCalendar(
                Map.of(DayOfWeek.MONDAY, CALENDAR.hours(LocalDate.of(2026, 6, 1))),
                LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2028, 1, 1)).collect(java.util.stream.Collectors
                        .toMap(day -> day,
                                day -> new WorkCalendar.Special(WorkCalendar.Kind.HOLIDAY, "x", DayHours.CLOSED))),
                Set.of());
        assertThatThrownBy(() -> nearlyNever.add(at("2026-02-01T09:00"), Duration.ofHours(1)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> nearlyNever.subtract(at("2027-10-01T09:00"), Duration.ofHours(1)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> CALENDAR.add(Instant.EPOCH, Duration.ofHours(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
