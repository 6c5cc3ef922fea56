package org.lianzhen.gateway.archive;

import java.util.List;
import org.lianzhen.gateway.patient.Identifier;

/**
 * The patient as one object names them. Texts are decoded and empty when absent.
 *
 * @param issuer of the patient ID: Issuer of Patient ID (0010,0021), else the unit that sent the object
 * @param patientId Patient ID (0010,0020)
 * @param name Patient's Name (0010,0010), with all its component groups
 * @param birthDate Patient's Birth Date (0010,0030) as given
 * @param sex Patient's Sex (0010,0040)
 * @param identifiers further numbers of the patient
 */
public record PatientEntry(String issuer, String patientId, String name, String birthDate, String sex,
        List<Identifier> identifiers) {
    public PatientEntry {
        identifiers = List.copyOf(identifiers);
    }
}
