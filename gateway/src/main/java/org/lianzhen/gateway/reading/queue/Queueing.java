package org.lianzhen.gateway.reading.queue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.calendar.CalendarDirectory;
import org.lianzhen.gateway.calendar.WorkCalendar;
import org.lianzhen.gateway.member.MemberDirectory;

/** Decides who reads what arrives, and by when. */
public final class Queueing {
    private static final int AT_ONCE = 50;

    private final ReadingIntake intake;
    private final ReadingRuleBook rules;
    private final Surroundings around;

    /** What it depends on. */
    public record Surroundings(MemberDirectory members, CalendarDirectory calendar, InstantSource clock) {}

    public Queueing(ReadingIntake intake, ReadingRuleBook rules, Surroundings around) {
        this.intake = intake;
        this.rules = rules;
        this.around = around;
    }

    /**
     * Brings what has changed into the queues.
     *
     * @return how many studies were looked at
     */
    public CompletionStage<Integer> take() {
        return intake.take(this::place, new ReadingIntake.Round(AT_ONCE, rules.inForce().rules().quiet()));
    }

    /**
     * Gives back what nobody has touched for too long.
     *
     * @return how many
     */
    public CompletionStage<Integer> release() {
        return intake.release();
    }

    private Optional<ReadingIntake.Place> place(ReadingMatter matter, Map<String, Integer> open) {
        ReadingRuleBook.InForce now = rules.inForce();
        var study = new ReadingRules.Case(matter.unit(), matter.urgency(),
                matter.visit() == null ? Set.of() : Set.of(matter.visit()), new HashSet<>(matter.modalities()),
                new HashSet<>(matter.bodyParts()));
        var assignment = new Assignment(around.members().members(), now.rules(), open,
                WorkCalendar.day(around.clock().instant()));
        return assignment.centre(study).map(centre -> new ReadingIntake.Place(centre.code(), centre.owner(),
                due(now.rules().limit(study), matter.stableAt()), now.version().number()));
    }

    private @Nullable Instant due(ReadingRules.Limit limit, @Nullable Instant stableAt) {
        return stableAt == null ? null : limit.time().due(around.calendar().calendar(), stableAt);
    }
}
