package org.lianzhen.gateway.intake;

import java.time.Instant;
import java.util.UUID;

/**
 * Texts of a study that seem to be in another character set than they are labelled with.
 *
 * @param unit code of the unit that owns the study
 * @param source AE title or account that sent them
 * @param proposed defined term of the set they seem to be in
 * @param confidence from 0 to 1
 * @param reason why; quotes nothing
 * @param names the patient's name both ways
 */
public record CharsetProposal(UUID id, String unit, String studyUid, String source, String proposed, double confidence,
        String reason, Names names, State state, Instant proposedAt) {

    /** The patient's name as it is labelled, and as it would be. */
    public record Names(String current, String proposed) {
        /** Says nothing: it is a patient's. */
        @Override
        public String toString() {
            return "names";
        }
    }

    /** What was decided. */
    public enum State {
        OPEN, ACCEPTED, DISMISSED,
        /** Nobody was asked: the node is known to write so. */
        ASSUMED
    }
}
