package org.lianzhen.gateway.notify;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is on duty together.
 *
 * @param from its first moment; null when it has always been so
 * @param to the moment at which it ends; null when it goes on
 * @param persons in the order in which they are called
 */
public record Shift(@Nullable Instant from, @Nullable Instant to, List<DutyPerson> persons) {

    public Shift {
        persons = List.copyOf(persons);
    }

    boolean includes(Instant moment) {
        return (from == null || !moment.isBefore(from)) && (to == null || moment.isBefore(to));
    }
}
