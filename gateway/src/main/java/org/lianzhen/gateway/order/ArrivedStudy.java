package org.lianzhen.gateway.order;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A study that is here, and what of it tells who ordered it; texts are empty when unknown.
 *
 * @param unit code of the unit that owns it
 * @param modalities of its series
 * @param stepIds Scheduled Procedure Step IDs that its series name
 */
public record ArrivedStudy(UUID id, String uid, String unit, String accession, Set<String> modalities,
        Set<String> stepIds, Patient patient, Instant arrived) {
    public ArrivedStudy {
        modalities = Set.copyOf(modalities);
        stepIds = Set.copyOf(stepIds);
    }

    /** The patient as its images name them. */
    public record Patient(String issuer, String patientId, String name, String birthDate, String sex) {
        /** Says nothing: it is a patient's. */
        @Override
        public String toString() {
            return "patient of " + issuer;
        }
    }
}
