package org.lianzhen.gateway.calendar;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a day in which people work.
 *
 * @param from its first moment, in seconds since midnight
 * @param to the moment at which it ends, likewise; later than {@code from}, at most 24:00
 */
record Span(int from, int to) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})");
    private static final int DAY = (int) Duration.ofDays(1).toSeconds();

    Span {
        if (from < 0 || from >= to || to > DAY) {
            throw new IllegalArgumentException("no part of a day: " + from + " to " + to);
        }
    }

    /** Of a text such as {@code 08:00-12:00}; empty when it is none. */
    static Optional<Span> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int from = seconds(matcher.group(1), matcher.group(2));
        int to = seconds(matcher.group(3), matcher.group(4));
        return from >= 0 && from < to && to <= DAY ? Optional.of(new Span(from, to)) : Optional.empty();
    }

    private static int seconds(String hours, String minutes) {
        int minute = Integer.parseInt(minutes);
        return minute > 59 ? -1 : (Integer.parseInt(hours) * 60 + minute) * 60;
    }

    @Override
    public String toString() {
        return clock(from) + "-" + clock(to);
    }

    private static String clock(int seconds) {
        return "%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60);
    }
}
