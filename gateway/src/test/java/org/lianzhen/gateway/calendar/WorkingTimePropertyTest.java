package org.lianzhen.gateway.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for every calendar, moment and length of time. */
class WorkingTimePropertyTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final int DAYS = 60;

    @Provide
    Arbitrary<DayHours> hours() {
        Arbitrary<Integer> minute = Arbitraries.integers().between(0, 1440);
        return minute.set().ofMinSize(0).ofMaxSize(6).map(set -> {
            List<Integer> edges = set.stream().sorted().toList();
            return new DayHours(java.util.stream.IntStream.range(0, edges.size() / 2)
                    .mapToObj(i -> new Span(edges.get(2 * i) * 60, edges.get(2 * i + 1) * 60)).toList());
        });
    }

    /** Always open on Mondays, so that no rest is endless. */
    @Provide
    Arbitrary<WorkCalendar> calendars() {
        Arbitrary<List<DayHours>> week = hours().list().ofSize(7);
        Arbitrary<Map<Integer, DayHours>> special = Arbitraries.maps(Arbitraries.integers().between(0, DAYS), hours())
                .ofMaxSize(20);
        return Combinators.combine(week, special).as((days, others) -> {
            Map<DayOfWeek, DayHours> all = new EnumMap<>(DayOfWeek.class);
            for (DayOfWeek day : DayOfWeek.values()) {
                all.put(day, days.get(day.getValue() - 1));
            }
            all.put(DayOfWeek.MONDAY, DayHours.of(List.of("08:00-12:00", "14:00-17:30")).orElseThrow());
            Map<LocalDate, WorkCalendar.Special> dates = new HashMap<>();
            others.forEach((day, hours) -> dates.put(FIRST.plusDays(day),
                    new WorkCalendar.Special(WorkCalendar.Kind.HALF_DAY, "x", hours)));
            return new WorkCalendar(all, dates, Set.of(2026));
        });
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs().between(0, DAYS * 86_400_000L)
                .map(millis -> FIRST.atStartOfDay(WorkCalendar.ZONE).toInstant().plusMillis(millis));
    }

    @Provide
    Arbitrary<Duration> times() {
        return Arbitraries.longs().between(0, 40 * 3_600_000L).map(Duration::ofMillis);
    }

    @Property
    void addingTwiceIsAddingTheSum(@ForAll("calendars") WorkCalendar calendar, @ForAll("moments") Instant start,
            @ForAll("times") Duration a, @ForAll("times") Duration b) {
        assertThat(calendar.add(calendar.add(start, a), b)).isEqualTo(calendar.add(start, a.plus(b)));
    }

    @Property
    void moreTimeAndALaterStartAreNeverDueEarlier(@ForAll("calendars") WorkCalendar calendar,
            @ForAll("moments") Instant start, @ForAll("times") Duration a, @ForAll("times") Duration b) {
        Instant due = calendar.add(start, a);
        assertThat(due).isAfterOrEqualTo(start);
        assertThat(calendar.add(start, a.plus(b))).isAfterOrEqualTo(due);
        assertThat(calendar.add(start.plus(b), a)).isAfterOrEqualTo(due);
    }

    @Property
    void nothingIsDueWhileNobodyWorks(@ForAll("calendars") WorkCalendar calendar, @ForAll("moments") Instant start,
            @ForAll("times") Duration time) {
        Instant due = calendar.add(start, time.plusMillis(1));
        assertThat(calendar.isOpen(due.minusMillis(1))).as("%s, or the end of working time", due).isTrue();
    }

    @Property
    void whatWasAddedHasPassedAndTheReverseQuestionFindsIt(@ForAll("calendars") WorkCalendar calendar,
            @ForAll("moments") Instant start, @ForAll("times") Duration time) {
        Instant due = calendar.add(start, time);
        assertThat(calendar.between(start, due)).isEqualTo(time);
        Instant latest = calendar.subtract(due, time);
        assertThat(latest).isAfterOrEqualTo(start);
        assertThat(calendar.between(latest, due)).isEqualTo(time);
    }
}
