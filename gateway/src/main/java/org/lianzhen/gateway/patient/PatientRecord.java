package org.lianzhen.gateway.patient;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A patient as one unit knows them. Linked records speak of the same person.
 *
 * @param unit code of the unit that owns it
 * @param self issuer, patient ID, name, birth date and sex
 * @param person what linked records have in common; empty when it is linked to none
 * @param identifiers its further numbers, besides the patient ID
 */
public record PatientRecord(UUID id, String unit, Self self, Optional<UUID> person, List<Identifier> identifiers) {

    public PatientRecord {
        identifiers = List.copyOf(identifiers);
    }

    /**
     * What the record says of the patient; texts are empty when unknown.
     *
     * @param issuer who gave the patient ID
     * @param birthDate as DICOM writes it
     * @param sex M, F or O
     */
    public record Self(String issuer, String patientId, String name, String birthDate, String sex) {
        /** Says nothing: it is a patient's. */
        @Override
        public String toString() {
            return "patient of " + issuer;
        }
    }

    /** Whether both speak of the same person. */
    public boolean isLinkedTo(PatientRecord other) {
        return id.equals(other.id) || (person.isPresent() && person.equals(other.person));
    }
}
