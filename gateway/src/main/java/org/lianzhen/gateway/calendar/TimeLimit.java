package org.lianzhen.gateway.calendar;

import java.time.Duration;
import java.time.Instant;

/**
 * How long something may take.
 *
 * @param time more than nothing
 * @param clock by which it is counted
 */
public record TimeLimit(Duration time, Clock clock) {

    public TimeLimit {
        if (!time.isPositive()) {
            throw new IllegalArgumentException("no time: " + time);
        }
    }

    /** When time passes. */
    public enum Clock {
        /** Only while people work. */
        WORKING,
        /** Day and night, for what is urgent. */
        ALWAYS
    }

    public static TimeLimit working(Duration time) {
        return new TimeLimit(time, Clock.WORKING);
    }

    public static TimeLimit always(Duration time) {
        return new TimeLimit(time, Clock.ALWAYS);
    }

    /** By when that is due which began then. */
    public Instant due(WorkCalendar calendar, Instant start) {
        return switch (clock) {
            case WORKING -> calendar.add(start, time);
            case ALWAYS -> start.plus(time);
        };
    }

    /** When that must begin at the latest which is due then. */
    public Instant start(WorkCalendar calendar, Instant due) {
        return switch (clock) {
            case WORKING -> calendar.subtract(due, time);
            case ALWAYS -> due.minus(time);
        };
    }

    /** Time by this clock that is left of what began then; negative when it is overdue. */
    public Duration remaining(WorkCalendar calendar, Instant start, Instant now) {
        return switch (clock) {
            case WORKING -> time.minus(calendar.between(start, now));
            case ALWAYS -> Duration.between(now, start.plus(time));
        };
    }
}
