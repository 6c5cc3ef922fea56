package org.lianzhen.gateway.recognition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.recognition.ExamResult.Quality;

/** Judges what the results that are there mean for an order. Pure: the same is always judged the same, in whatever order it comes. */
public final class RecognitionEngine {
    private static final int MARK_COVERS = 12;
    private static final int SAME_CONSORTIUM_PASSED = 13;
    private static final int SAME_CONSORTIUM_UNKNOWN = 14;
    private static final int OTHERWISE = 15;

    /** The best class first, then the most recent; the rest only makes it one order. */
    private static final Comparator<Judged> BEST_FIRST = Comparator.<Judged, OutcomeClass>comparing(
            one -> one.code().kind())
            .thenComparing(one -> one.result().performedAt(), Comparator.reverseOrder())
            .thenComparing(one -> one.result().id()).thenComparing(one -> one.result().item())
            .thenComparing(Judged::code);

    private final Catalogue catalogue;

    /** A result, what it comes to, and why. */
    private record Judged(ExamResult result, OutcomeCode code, List<TraceStep> steps) {}

    /** @param catalogue of the version that is in force when something is ordered */
    public RecognitionEngine(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @param results that may be told to the ordering unit */
    public Judgement judge(OrderIntent order, List<ExamResult> results) {
        List<Judged> judged = results.stream().map(result -> judge(Case.of(order, result, catalogue)))
                .sorted(BEST_FIRST).toList();
        if (judged.isEmpty()) {
            return new Judgement(OutcomeCode.Z00, null, PromptForm.NONE, null, List.of());
        }
        Judged best = judged.getFirst();
        PromptForm form = form(best.code().kind(), order);
        return new Judgement(best.code(), best.result().id(), form, preset(form, order),
                judged.stream().flatMap(one -> one.steps().stream()).toList());
    }

    private static PromptForm form(OutcomeClass outcome, OrderIntent order) {
        return switch (outcome) {
            case SHOULD_RECOGNIZE -> order.flags().isEmpty() ? PromptForm.HARD : PromptForm.INFO;
            case INTERNAL_DUPLICATE, MAY_RECOGNIZE -> PromptForm.SOFT;
            case NOT_ELIGIBLE, NO_PRIOR, UNAVAILABLE -> PromptForm.NONE;
        };
    }

    private static @Nullable String preset(PromptForm form, OrderIntent order) {
        return form == PromptForm.INFO ? order.flags().iterator().next().reason() : null;
    }

    private Judged judge(Case one) {
        List<TraceStep> steps = new ArrayList<>();
        for (EligibilityRule rule : EligibilityRule.values()) {
            boolean holds = rule.holds(one);
            steps.add(new TraceStep(one.result().id(), rule.number(), holds, RuleWords.of(rule, holds, one)));
            if (!holds) {
                return new Judged(one.result(), rule.code(), List.copyOf(steps));
            }
        }
        return new Judged(one.result(), vouched(one, steps), List.copyOf(steps));
    }

    /** Who vouches for a result that counts; the first rule that holds gives the code. */
    private OutcomeCode vouched(Case one, List<TraceStep> steps) {
        ExamResult.Vouching vouching = one.result().vouching();
        Place ordering = one.order().unit();
        boolean passed = vouching.quality() == Quality.PASS;
        boolean near = one.result().unit().isWith(ordering);
        if (note(steps, one, MARK_COVERS,
                passed && vouching.marks().stream().anyMatch(mark -> mark.covers(ordering, catalogue.groups())))) {
            return reserved(one, OutcomeCode.S01);
        }
        if (note(steps, one, SAME_CONSORTIUM_PASSED, passed && near)) {
            return reserved(one, OutcomeCode.S02);
        }
        if (note(steps, one, SAME_CONSORTIUM_UNKNOWN, near)) {
            return OutcomeCode.M02;
        }
        note(steps, one, OTHERWISE, true);
        return OutcomeCode.M01;
    }

    private boolean note(List<TraceStep> steps, Case one, int rule, boolean holds) {
        steps.add(new TraceStep(one.result().id(), rule, holds, rule == OTHERWISE ? RuleWords.OTHERWISE
                : RuleWords.vouching(rule - MARK_COVERS, holds, holds ? reservation(one) : null)));
        return holds;
    }

    private OutcomeCode reserved(Case one, OutcomeCode code) {
        OutcomeCode reservation = reservation(one);
        return reservation == null ? code : reservation;
    }

    /** What makes less of a result that would have to be recognised; null when nothing does. */
    private @Nullable OutcomeCode reservation(Case one) {
        if (one.result().vouching().quality() != Quality.PASS) {
            return null;
        }
        if (one.result().vouching().deviceBelowMinimum()) {
            return OutcomeCode.M03;
        }
        return catalogue.isOn(one.wanted(), one.result().unit(), one.order().unit()) ? null : OutcomeCode.M04;
    }
}
