package org.lianzhen.gateway.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What a matter does next that nobody has taken. */
public sealed interface Climb {

    /**
     * Somebody is told.
     *
     * @param step of the ladder, from 0
     * @param each how long the person has to answer
     */
    record Tell(int step, DutyPerson person, Duration each) implements Climb {}

    /** There is nobody left. */
    record End() implements Climb {}

    /**
     * Where a matter stands.
     *
     * @param step of the ladder, from 0
     * @param told accounts that were told already; nobody is told twice
     * @param rosters of each step
     */
    record Standing(Ladder ladder, int step, Set<String> told, List<Roster> rosters) {}

    /** The next person on duty who does not know yet. Whoever is off duty is left in peace, but for the last step. */
    static Climb next(Standing standing, Instant now) {
        int last = standing.ladder().steps().size() - 1;
        for (int step = standing.step(); step <= last; step++) {
            Roster roster = standing.rosters().get(step);
            List<DutyPerson> persons = step == last ? roster.everybody(now) : roster.onDuty(now);
            for (DutyPerson person : persons) {
                if (!standing.told().contains(person.account())) {
                    return new Tell(step, person, standing.ladder().steps().get(step).each());
                }
            }
        }
        return new End();
    }
}
