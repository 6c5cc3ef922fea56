package org.lianzhen.gateway.member;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Calendar days in China, both ends included.
 *
 * @param from null when it has always been so
 * @param to null when no end is known
 */
public record Period(@Nullable LocalDate from, @Nullable LocalDate to) {
    /** Without begin and end. */
    public static final Period ALWAYS = new Period(null, null);

    public boolean includes(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }

    /** Whether no day is in it. */
    public boolean isEmpty() {
        return from != null && to != null && to.isBefore(from);
    }
}
