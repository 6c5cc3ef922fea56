package org.lianzhen.gateway.recognition;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps what was asked and decided. Decisions are only ever added; each change is one transaction with its audit event. */
public interface RecognitionLedger {

    /** Keeps what a question came to, unless it is kept already: then that is told. */
    CompletionStage<Prompt> raise(Raised raised, AuditEvent.Actor by);

    /** One of a unit. */
    CompletionStage<Optional<Prompt>> find(UUID id, Set<String> units);

    /** Those of an order, the newest first. */
    CompletionStage<List<Prompt>> ofOrder(UUID order, Set<String> units);

    /** Those of some units that fit, the newest first. */
    CompletionStage<List<Prompt>> search(Search search);

    /** Says that a result was looked at. */
    CompletionStage<Void> viewed(Prompt prompt, UUID result, AuditEvent.Actor by);

    /** Keeps a decision on a prompt that is open. */
    CompletionStage<Outcome> decide(Deciding deciding);

    /** Takes the last decision back. */
    CompletionStage<Outcome> revoke(Revoking revoking);

    /** Closes prompts that nobody answered in time. */
    CompletionStage<Integer> close(Duration silence);

    /** Takes back what was saved where the examination was done all the same. */
    CompletionStage<Integer> reverse();

    /** Orders that nobody has asked about yet, the oldest first, each with its unit. */
    CompletionStage<List<Waiting>> waiting(int limit);

    /** Asks later about an order about which nothing could be said. */
    CompletionStage<Void> later(UUID order, Duration pause);

    /** An order that waits to be checked. */
    record Waiting(UUID order, String unit) {}

    /**
     * What a question came to.
     *
     * @param patient record; null when nobody is known
     * @param item code of the catalogue, or what the unit calls it
     * @param source unit that made the result that decided; null for none
     * @param catalogue version
     */
    record Raised(Question question, @Nullable UUID patient, String item, Judgement judgement, @Nullable String source,
            Prompt.Matches matches, int catalogue) {}

    /** Which prompts are wanted; all states when none is named. */
    record Search(Set<String> units, Set<Prompt.State> states, int limit) {
        public Search {
            units = Set.copyOf(units);
            states = Set.copyOf(states);
        }
    }

    /**
     * A decision that is to be kept.
     *
     * @param key by which a program sends it again, or empty
     * @param price of what is not repeated, by the catalogue of {@code catalogue}
     * @param counted code of the reason that figures count; null for none
     */
    record Deciding(UUID prompt, Decision decision, String key, @Nullable String counted, BigDecimal price,
            int catalogue,
            AuditEvent.Actor by) {}

    /** @param within which it must have been made */
    record Revoking(UUID prompt, String why, Duration within, AuditEvent.Actor by) {}

    /** How it ended. */
    sealed interface Outcome {
        /** @param prompt as it is now */
        record Done(Prompt prompt) implements Outcome {}

        /** There is no such prompt. */
        record Unknown() implements Outcome {}

        /** It is another unit's, or for a revocation another doctor's. */
        record NotYours() implements Outcome {}

        /** Nothing can be decided any more, or not that. */
        record Refused(Prompt.State state) implements Outcome {}

        /** The result is none of those that may be used. */
        record NotAmong() implements Outcome {}
    }
}
