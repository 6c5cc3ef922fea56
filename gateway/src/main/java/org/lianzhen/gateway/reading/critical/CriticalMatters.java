package org.lianzhen.gateway.reading.critical;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.Ladder;
import org.lianzhen.gateway.notify.Matter;
import org.lianzhen.gateway.notify.Watch;

/**
 * What people are told of critical values. Their state is all that counts: whatever a node forgets, the next one finds.
 *
 * @param limits in force
 * @param unitName what people call a unit
 */
public record CriticalMatters(CriticalValues values, Supplier<CriticalRules.Limits> limits,
        UnaryOperator<String> unitName, InstantSource clock) {
    /** With the identifier of a value the key of its matter. */
    public static final String RAISED = "critical-value/";
    /** The same, when it was not read back in time. */
    public static final String LATE = "critical-value-late/";
    private static final String UNDONE = "critical-value-undone/";
    private static final int MOST = 1000;

    /** All of them. */
    public List<Watch> watches() {
        return List.of(watch(RAISED, EnumSet.of(CriticalState.RAISED, CriticalState.NOTIFIED), any -> true,
                this::told),
                watch(LATE, EnumSet.of(CriticalState.ESCALATED), any -> true, this::above),
                watch(UNDONE, EnumSet.of(CriticalState.ACKNOWLEDGED), this::isUndone, this::treating));
    }

    private Watch watch(String prefix, Set<CriticalState> states, Predicate<CriticalValue> wanted,
            Function<CriticalValue, Ladder> ladder) {
        Supplier<CompletionStage<List<Matter>>> look = () -> values.in(states, MOST)
                .thenApply(all -> all.stream().filter(wanted)
                        .map(value -> matter(prefix, value, ladder.apply(value))).toList());
        return new Watch(prefix, look);
    }

    private boolean isUndone(CriticalValue value) {
        var by = value.times().handleBy();
        return by != null && !clock.instant().isBefore(by);
    }

    /**
     * Whoever ordered the examination has the time in which somebody must have been told, then whoever is on duty where the patient is the
     * time that reading back may take; who has nobody on duty loses none.
     */
    private Ladder told(CriticalValue value) {
        List<Ladder.Step> steps = ordering(value, limits.get().tell());
        String unit = value.place().unit();
        steps.add(new Ladder.Step(Duty.IMAGING, unit, limits.get().acknowledge()));
        steps.addAll(above(value).steps());
        return new Ladder(steps);
    }

    /** Whoever ordered the examination, when somebody of the unit can be found who did. */
    private static List<Ladder.Step> ordering(CriticalValue value, Duration each) {
        List<Ladder.Step> steps = new ArrayList<>();
        CriticalValue.Ordering ordering = value.place().ordering();
        String account = ordering == null ? null : ordering.account();
        if (account != null) {
            steps.add(Ladder.Step.ordering(account, value.place().unit(), each));
        }
        return steps;
    }

    /** The head of the department, the medical office, and at last those who read: they must telephone. */
    private Ladder above(CriticalValue value) {
        String unit = value.place().unit();
        Duration climb = limits.get().climb();
        return Ladder.of(new Ladder.Step(Duty.DEPARTMENT_HEAD, unit, climb),
                new Ladder.Step(Duty.MEDICAL_OFFICE, unit, climb),
                new Ladder.Step(Duty.IMAGING, value.place().reader(), climb));
    }

    private Ladder treating(CriticalValue value) {
        String unit = value.place().unit();
        Duration climb = limits.get().climb();
        List<Ladder.Step> steps = ordering(value, climb);
        steps.add(new Ladder.Step(Duty.IMAGING, unit, climb));
        steps.add(new Ladder.Step(Duty.DEPARTMENT_HEAD, unit, climb));
        return new Ladder(steps);
    }

    private Matter matter(String prefix, CriticalValue value, Ladder ladder) {
        CriticalRules.Item item = value.what().item();
        Map<String, String> parameters = Map.of("item", item.name(), "english", item.english(), "unit",
                unitName.apply(value.place().unit()));
        return new Matter(prefix + value.id(), prefix.substring(0, prefix.length() - 1), value.place().unit(),
                Urgency.EMERGENCY, new Matter.Subject(value.place().study().uid(), parameters), ladder);
    }
}
