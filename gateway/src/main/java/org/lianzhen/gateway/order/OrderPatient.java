package org.lianzhen.gateway.order;

import java.util.List;
import org.lianzhen.gateway.patient.Identifier;

/**
 * The patient as the order names them; texts are empty when unknown. It is held against what images say, and never changes what
 * the archive knows of a patient.
 *
 * @param issuer who gave the patient ID; the ordering unit when nothing else is known
 * @param name as DICOM writes it
 * @param birthDate as DICOM writes it
 * @param sex M, F or O
 * @param identifiers further numbers
 * @param visit why the patient is there
 */
public record OrderPatient(String issuer, String patientId, String name, String birthDate, String sex,
        List<Identifier> identifiers, Visit visit) {
    public OrderPatient {
        identifiers = List.copyOf(identifiers);
    }

    /** On what footing a patient is treated. */
    public enum Visit {
        OUTPATIENT, INPATIENT, EMERGENCY
    }

    /** Says nothing: it is a patient's. */
    @Override
    public String toString() {
        return "patient of " + issuer;
    }
}
