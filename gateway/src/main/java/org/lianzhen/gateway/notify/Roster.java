package org.lianzhen.gateway.notify;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who is on duty in a unit, and when.
 *
 * @param unit code
 */
public record Roster(String unit, Duty duty, List<Shift> shifts) {

    public Roster {
        shifts = List.copyOf(shifts);
    }

    /** Nobody is ever on duty. */
    public static Roster empty(String unit, Duty duty) {
        return new Roster(unit, duty, List.of());
    }

    /** Those on duty at that moment, each once, in the order in which they are called. */
    public List<DutyPerson> onDuty(Instant moment) {
        return each(shifts.stream().filter(shift -> shift.includes(moment)));
    }

    /** Those on duty first, and after them everybody else who is ever on duty. */
    List<DutyPerson> everybody(Instant moment) {
        return each(Stream.concat(shifts.stream().filter(shift -> shift.includes(moment)), shifts.stream()));
    }

    private static List<DutyPerson> each(Stream<Shift> shifts) {
        Map<String, DutyPerson> persons = new LinkedHashMap<>();
        shifts.flatMap(shift -> shift.persons().stream())
                .forEach(person -> persons.putIfAbsent(person.account(), person));
        return List.copyOf(persons.values());
    }
}
