package org.lianzhen.gateway.route;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.MemberDirectory;

/**
 * A time of day, from one moment, included, to another, excluded. One that ends before it begins goes on past midnight; one
 * that ends when it begins is the whole day.
 */
public record Hours(LocalTime from, LocalTime to) {

    /** Reads {@code 18:00-08:00}; null when it is not written like that. */
    static @Nullable Hours parse(String text) {
        int hyphen = text.indexOf('-');
        try {
            return hyphen < 0 ? null
                    : new Hours(LocalTime.parse(text.substring(0, hyphen).strip()),
                            LocalTime.parse(text.substring(hyphen + 1).strip()));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The time of day where all members are. */
    public static LocalTime now() {
        return LocalTime.now(MemberDirectory.ZONE);
    }

    /** Whether a moment is in it. */
    public boolean include(LocalTime moment) {
        boolean begun = !moment.isBefore(from);
        boolean ended = !moment.isBefore(to);
        return from.isBefore(to) ? begun && !ended : begun || !ended;
    }

    @Override
    public String toString() {
        return from + "-" + to;
    }
}
