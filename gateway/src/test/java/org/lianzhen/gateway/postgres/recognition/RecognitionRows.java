package org.lianzhen.gateway.postgres.recognition;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.recognition.ItemMapping;
import org.lianzhen.gateway.recognition.OrderFlag;
import org.lianzhen.gateway.recognition.Question;

/** Patients and results, and questions about them. */
record RecognitionRows(TestPostgres database) {
    static final String CARD = "11010519491231002X";
    static final String OTHER_CARD = "440524188001010014";

    /** A record of a unit; texts may be empty. */
    UUID patient(String unit, String patientId, String birthDate) {
        UUID id = UUID.randomUUID();
        database.rows(
                """
                        insert into patient (id, unit, identity, issuer, patient_id, name, name_forms, name_terms, birth_date, sex)
                        values ($1, $2, $3, $2, $4, '王^小东', '{}', '{}', $5, 'M')""",
                id, unit, unit + "\n" + patientId, patientId,
                birthDate);
        return id;
    }

    void number(UUID patient, Identifier.Kind kind, String number) {
        database.rows(
                "insert into patient_identifier (patient, unit, kind, issuer, number) values ($1, 'X', $2, '', $3)",
                patient, kind.name(), number);
    }

    /** Both records are one person's. */
    void link(UUID one, UUID other) {
        database.rows("update patient set person = $1 where id in ($1, $2)", one, other);
    }

    UUID result(UUID patient, String unit, String item, OffsetDateTime performed) {
        UUID id = UUID.randomUUID();
        database.rows(
                """
                        insert into exam_result (id, unit, patient, accession_number, local_code, local_name, modalities, body_parts,
                            items, laterality, performed_at, report_status)
                        values ($1, $2, $3, 'A1', '', '血钾', '{LAB}', '{}', case $4 when '' then '{}'::text[] else array[$4] end, 'L',
                            $5, 'FINAL')""",
                id, unit, patient, item, performed);
        return id;
    }

    static Question.Patient known(String patientId, String birthDate, Identifier... identifiers) {
        return new Question.Patient("CH1", patientId, birthDate, List.of(identifiers));
    }

    static Identifier card(String number) {
        return Identifier.idCard(number).orElseThrow();
    }

    static Question question(Question.Patient patient, String key, OrderFlag... flags) {
        return new Question("CH1", new Question.Source(null, key), patient,
                new ItemMapping.Described("X1", "某项", Set.of("LAB"), Set.of()), "", Set.of(flags),
                new Question.Requester("li", "内科"));
    }
}
