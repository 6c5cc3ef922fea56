package org.lianzhen.gateway.postgres.patient;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.patient.PatientRecord;

/** Patient records as rows. */
final class RecordRows {
    /** To be followed by conditions on p. */
    static final String SELECT = """
            select p.id, p.unit, p.issuer, p.patient_id, p.name, p.birth_date, p.sex, p.person, array(
                select i.kind || E'\\n' || i.issuer || E'\\n' || i.number from patient_identifier i
                where i.patient = p.id order by i.first_seen_at, i.kind, i.number) as identifiers
            from patient p
            """;

    /** A condition on p: $1 are the units that want to see it. */
    static final String VISIBLE = "(p.unit = any($1) or exists (select from study s where s.patient = p.id and "
            + "s.unit = any($1)))";

    private RecordRows() {}

    static List<PatientRecord> all(RowSet<Row> rows) {
        List<PatientRecord> records = new ArrayList<>(rows.size());
        rows.forEach(row -> records.add(one(row)));
        return records;
    }

    private static PatientRecord one(Row row) {
        List<Identifier> identifiers = new ArrayList<>();
        for (String text : row.getArrayOfStrings("identifiers")) {
            String[] parts = text.split("\n", -1);
            identifiers.add(new Identifier(Identifier.Kind.valueOf(parts[0]), parts[1], parts[2]));
        }
        var self = new PatientRecord.Self(row.getString("issuer"), row.getString("patient_id"), row.getString("name"),
                row.getString("birth_date"), row.getString("sex"));
        return new PatientRecord(row.getUUID("id"), row.getString("unit"), self,
                Optional.ofNullable(row.getUUID("person")), identifiers);
    }
}
