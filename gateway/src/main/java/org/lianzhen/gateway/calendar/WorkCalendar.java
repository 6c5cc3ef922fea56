package org.lianzhen.gateway.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts working time. China has one zone and no summer time, so that every day there has 24 hours.
 *
 * @param week hours of each day of an ordinary week; some of them has hours
 * @param days those that are otherwise, and why
 * @param years whose holidays are known
 */
public record WorkCalendar(Map<DayOfWeek, DayHours> week, Map<LocalDate, Special> days, Set<Integer> years) {
    /** Where working days begin and end. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** Days in a row that may be searched for working time; no arrangement of holidays is as long. */
    private static final int LONGEST_REST = 400;

    public WorkCalendar {
        week = Map.copyOf(week);
        days = Map.copyOf(days);
        years = Set.copyOf(years);
        if (week.values().stream().allMatch(DayHours::isClosed)) {
            throw new IllegalArgumentException("a week without working time");
        }
    }

    /**
     * A day that is not as its day of the week says.
     *
     * @param name of the holiday, or of the reason
     */
    public record Special(Kind kind, String name, DayHours hours) {}

    /** Why a day is special. */
    public enum Kind {
        HOLIDAY, WORKDAY, HALF_DAY
    }

    /** When people work on a day. */
    public DayHours hours(LocalDate day) {
        Special special = days.get(day);
        return special == null ? week.getOrDefault(day.getDayOfWeek(), DayHours.CLOSED) : special.hours();
    }

    /** Whether people work at that moment; at the moment at which they go they do not. */
    public boolean isOpen(Instant moment) {
        LocalDate day = day(moment);
        long second = Duration.between(begin(day), moment).toSeconds();
        return hours(day).spans().stream().anyMatch(span -> span.from() <= second && second < span.to());
    }

    /**
     * When so much working time will have passed: the first such moment, which for more than nothing is in working time or the end of it.
     *
     * @param time 0 or more
     */
    public Instant add(Instant start, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("less than no time: " + time);
        }
        Duration left = time;
        LocalDate day = day(start);
        for (int rest = 0; left.isPositive(); day = day.plusDays(1), rest++) {
            requireEnd(rest);
            for (Span span : hours(day).spans()) {
                Instant from = later(start, begin(day).plusSeconds(span.from()));
                Instant to = begin(day).plusSeconds(span.to());
                if (from.isBefore(to)) {
                    Duration open = Duration.between(from, to);
                    if (open.compareTo(left) >= 0) {
                        return from.plus(left);
                    }
                    left = left.minus(open);
                    rest = 0;
                }
            }
        }
        return start;
    }

    /**
     * The reverse: by when one must begin at the latest, so that so much working time passes until {@code due}.
     *
     * @param time 0 or more
     */
    public Instant subtract(Instant due, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("less than no time: " + time);
        }
        Duration left = time;
        LocalDate day = day(due);
        for (int rest = 0; left.isPositive(); day = day.minusDays(1), rest++) {
            requireEnd(rest);
            for (Span span : hours(day).spans().reversed()) {
                Instant from = begin(day).plusSeconds(span.from());
                Instant to = earlier(due, begin(day).plusSeconds(span.to()));
                if (from.isBefore(to)) {
                    Duration open = Duration.between(from, to);
                    if (open.compareTo(left) >= 0) {
                        return to.minus(left);
                    }
                    left = left.minus(open);
                    rest = 0;
                }
            }
        }
        return due;
    }

    /** Working time from one moment to another; negative when {@code to} is the earlier one. */
    public Duration between(Instant from, Instant to) {
        if (to.isBefore(from)) {
            return between(to, from).negated();
        }
        Duration sum = Duration.ZERO;
        LocalDate last = day(to);
        for (LocalDate day = day(from); !day.isAfter(last); day = day.plusDays(1)) {
            for (Span span : hours(day).spans()) {
                Instant open = later(from, begin(day).plusSeconds(span.from()));
                Instant close = earlier(to, begin(day).plusSeconds(span.to()));
                if (open.isBefore(close)) {
                    sum = sum.plus(Duration.between(open, close));
                }
            }
        }
        return sum;
    }

    /**
     * A year whose holidays should be known by now and are not: this one; from 1 December, when the arrangement has long been
     * published, the next one; null when all are.
     */
    public @Nullable Integer missingYear(LocalDate today) {
        int year = today.getYear();
        if (!years.contains(year)) {
            return year;
        }
        return today.getMonthValue() == 12 && !years.contains(year + 1) ? year + 1 : null;
    }

    private static void requireEnd(int rest) {
        if (rest > LONGEST_REST) {
            throw new IllegalStateException("no working time within " + LONGEST_REST + " days");
        }
    }

    /** The day in China of a moment. */
    public static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZONE);
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
