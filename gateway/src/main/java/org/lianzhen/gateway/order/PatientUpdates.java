package org.lianzhen.gateway.order;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * What hospital information systems say of patients after the fact: that they are called otherwise, or that two numbers are one
 * person's. Nothing is changed by it until a person has decided.
 */
public interface PatientUpdates {

    /** Notes a proposal, when it says something else than what is here of a patient who is here. */
    CompletionStage<Void> propose(Proposal proposal, AuditEvent.Actor by);

    /** Those that wait for a decision of some units, the oldest first. */
    CompletionStage<List<Waiting>> waiting(Set<String> units, int limit);

    /** Decides on one. */
    CompletionStage<Outcome> decide(Decision decision);

    /**
     * What a patient is said to be; texts are empty when unknown.
     *
     * @param issuer who gave the patient ID
     */
    record Said(String issuer, String patientId, String name, String birthDate, String sex) {
        /** Says nothing: it is a patient's. */
        @Override
        public String toString() {
            return "patient of " + issuer;
        }
    }

    /**
     * What shall be changed.
     *
     * @param unit code of the unit that says it, and decides
     * @param prior number that is to be used no longer; null when only the description changes
     */
    record Proposal(String unit, Said says, @Nullable Prior prior) {
        public boolean isMerge() {
            return prior != null;
        }

        /** The number of which something is said: that which is to be used no longer, or that of the patient. */
        public Prior known() {
            return prior == null ? new Prior(says.issuer(), says.patientId()) : prior;
        }
    }

    /**
     * A number of a patient.
     *
     * @param issuer who gave it
     */
    record Prior(String issuer, String patientId) {
        /** Says nothing: it is a patient's. */
        @Override
        public String toString() {
            return "number of " + issuer;
        }
    }

    /**
     * A proposal that waits.
     *
     * @param known what is here of the patient who would change
     * @param source which program says it
     */
    record Waiting(UUID id, Proposal proposal, Said known, String source, Instant at) {}

    /**
     * What a person thinks of a proposal.
     *
     * @param accepted orders that nobody has begun are changed, and records of the two numbers linked
     */
    record Decision(UUID id, Set<String> units, boolean accepted, String why, AuditEvent.Actor by) {
        public Decision {
            units = Set.copyOf(units);
        }
    }

    /** How a decision ended. */
    enum Outcome {
        DONE,
        /** No such proposal waits. */
        UNKNOWN
    }
}
