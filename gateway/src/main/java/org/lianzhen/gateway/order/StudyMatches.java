package org.lianzhen.gateway.order;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps which order a study came of. Each decision is one transaction with what it does to the order. */
public interface StudyMatches {

    /** Studies that nobody has looked at yet. */
    CompletionStage<List<ArrivedStudy>> unconsidered(int limit);

    /** Orders that have something in common with a study. */
    CompletionStage<List<Candidate>> candidates(ArrivedStudy study);

    /**
     * Keeps a judgement on a study that nobody has decided on meanwhile.
     *
     * @return whether an order is closed by it
     */
    CompletionStage<Boolean> settle(ArrivedStudy study, Judgement judgement);

    /** Studies of some units that wait for a person, the oldest first. */
    CompletionStage<List<Waiting>> waiting(Set<String> units, int limit);

    /** What a person finds. */
    CompletionStage<Outcome> decide(Decision decision);

    /** Takes a match back, so that the study waits for a person again, and its order for images. */
    CompletionStage<Outcome> undo(Decision decision);

    /**
     * A study that waits.
     *
     * @param reason why nobody but a person can tell
     * @param candidates orders that it may have come of
     */
    record Waiting(ArrivedStudy study, String reason, List<Order> candidates) {
        public Waiting {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * What a person decides.
     *
     * @param study UID
     * @param units codes of those whose studies may be decided on so
     * @param order that the study came of; empty for none
     */
    record Decision(String study, Set<String> units, Optional<UUID> order, String why, AuditEvent.Actor by) {
        public Decision {
            units = Set.copyOf(units);
        }
    }

    /** How a decision ended. */
    enum Outcome {
        DONE,
        /** No such study waits here, or no such order is there. */
        UNKNOWN,
        /** It has an order already. */
        MATCHED,
        /** The order is cancelled. */
        CANCELLED
    }
}
