package org.lianzhen.gateway.reading.critical;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps critical values. What is of none of the units that are named is as if it were not there. */
public interface CriticalValues extends CriticalCheck {

    /**
     * Keeps a new one and puts it on record, both or neither.
     *
     * @param units whose studies may have it
     * @return empty when they have no such study
     */
    CompletionStage<Optional<CriticalValue>> raise(Raising raising, Set<String> units, AuditEvent event);

    /**
     * What is raised.
     *
     * @param limits from which its times are counted
     */
    record Raising(String study, CriticalRules.Item item, String finding, CriticalStep step,
            CriticalRules.Limits limits) {
        /** Says nothing of the finding. */
        @Override
        public String toString() {
            return item.code() + " of study " + study;
        }
    }

    /**
     * Makes a step and puts it on record, both or neither.
     *
     * @return empty, with nothing kept, when it cannot be made from where the value is
     */
    CompletionStage<Optional<CriticalValue>> step(UUID id, CriticalStep step, AuditEvent event);

    CompletionStage<Optional<CriticalValue>> find(UUID id, Set<String> units);

    /** Those of a study, newest first. */
    CompletionStage<List<CriticalValue>> ofStudy(String studyInstanceUid, Set<String> units);

    /** The oldest first of what is open, then what is over, the newest first. */
    CompletionStage<List<CriticalValue>> list(Set<String> units, boolean openOnly, int limit);

    /** What was done about one, oldest first. */
    CompletionStage<List<CriticalStep.Kept>> steps(UUID id);

    /** What people call accounts. */
    CompletionStage<Map<String, String>> names(Set<String> accounts);

    /** All those in a state, of every unit, oldest first. */
    CompletionStage<List<CriticalValue>> in(Set<CriticalState> states, int limit);

    /** Those who were told by a notice of something that is not on record yet. */
    CompletionStage<List<Told>> told(int limit);

    /** Somebody who was told of one. */
    record Told(CriticalValue value, CriticalStep.How how, Instant at) {}

    /** Those that were handled and whose report is final, or that have no report to wait for. */
    CompletionStage<List<CriticalValue>> toClose(int limit);
}
