package org.lianzhen.gateway.postgres.order;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.order.NewOrder;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderContent;
import org.lianzhen.gateway.order.OrderNumbers;
import org.lianzhen.gateway.order.OrderPatient;
import org.lianzhen.gateway.order.OrderState;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.patient.NameForms;

/** Orders as rows. */
final class OrderRows {
    /** To be followed by conditions on o. */
    static final String SELECT = """
            select o.*, array(select s.uid from order_match m join study s on s.id = m.study
                where m.imaging_order = o.id order by m.changed_at) as studies
            from imaging_order o
            """;

    static final String INSERT = """
            insert into imaging_order (id, unit, source, accession_number, placer_number, procedure_id, step_id, study_uid,
                identity, issuer, patient_id, name, name_forms, name_terms, birth_date, sex, identifiers, visit, modality,
                item_code, item_name, body_part, laterality, urgency, clinical_info, diagnosis, doctor, doctor_number,
                department, phone, station, scheduled_at, state, version)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
                $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, 'ORDERED', 1)
            on conflict do nothing""";

    /** What may be changed; $1 is the order. */
    static final String UPDATE = """
            update imaging_order set identity = $2, issuer = $3, patient_id = $4, name = $5, name_forms = $6,
                name_terms = $7, birth_date = $8, sex = $9, identifiers = $10, visit = $11, modality = $12,
                item_code = $13, item_name = $14, body_part = $15, laterality = $16, urgency = $17, clinical_info = $18,
                diagnosis = $19, doctor = $20, doctor_number = $21, department = $22, phone = $23, station = $24,
                scheduled_at = $25, version = version + 1, changed_at = now()
            where id = $1""";

    private OrderRows() {}

    static List<Order> all(RowSet<Row> rows) {
        List<Order> orders = new ArrayList<>(rows.size());
        rows.forEach(row -> orders.add(order(row)));
        return orders;
    }

    static Order order(Row row) {
        var numbers = new OrderNumbers(row.getString("accession_number"), row.getString("placer_number"),
                row.getString("procedure_id"), row.getString("step_id"), row.getString("study_uid"));
        var progress = new Order.Progress(OrderState.valueOf(row.getString("state")),
                List.of(row.getArrayOfStrings("studies")), row.getOffsetDateTime("placed_at").toInstant(),
                row.getOffsetDateTime("changed_at").toInstant());
        return new Order(row.getUUID("id"), row.getString("unit"), Order.Source.valueOf(row.getString("source")),
                numbers, content(row), progress, row.getInteger("version"));
    }

    private static OrderContent content(Row row) {
        return new OrderContent(patient(row),
                new OrderContent.Examination(row.getString("modality"), row.getString("item_code"),
                        row.getString("item_name"), row.getString("body_part"), row.getString("laterality")),
                new OrderContent.Reason(Urgency.valueOf(row.getString("urgency")), row.getString("clinical_info"),
                        row.getString("diagnosis")),
                new OrderContent.Requester(row.getString("doctor"), row.getString("doctor_number"),
                        row.getString("department"), row.getString("phone")),
                new OrderContent.Schedule(row.getString("station"), row.getLocalDateTime("scheduled_at")));
    }

    private static OrderPatient patient(Row row) {
        List<Identifier> identifiers = new ArrayList<>();
        for (String text : row.getArrayOfStrings("identifiers")) {
            String[] parts = text.split("\n", -1);
            identifiers.add(new Identifier(Identifier.Kind.valueOf(parts[0]), parts[1], parts[2]));
        }
        return new OrderPatient(row.getString("issuer"), row.getString("patient_id"), row.getString("name"),
                row.getString("birth_date"), row.getString("sex"), identifiers,
                OrderPatient.Visit.valueOf(row.getString("visit")));
    }

    /** Parameters of {@link #INSERT}. */
    static Tuple inserted(UUID id, NewOrder order) {
        OrderNumbers numbers = order.numbers();
        Tuple row = Tuple.of(id, order.unit(), order.source().name(), numbers.accession(), numbers.placer());
        row.addString(numbers.procedureId()).addString(numbers.stepId()).addString(numbers.studyUid());
        return content(row, order.content());
    }

    /** Parameters of {@link #UPDATE}. */
    static Tuple updated(UUID id, OrderContent content) {
        return content(Tuple.of(id), content);
    }

    private static Tuple content(Tuple row, OrderContent content) {
        patient(row, content.patient());
        OrderContent.Examination examination = content.examination();
        row.addString(examination.modality()).addString(examination.itemCode()).addString(examination.itemName())
                .addString(examination.bodyPart()).addString(examination.laterality());
        row.addString(content.reason().urgency().name()).addString(content.reason().clinicalInfo())
                .addString(content.reason().diagnosis());
        OrderContent.Requester requester = content.requester();
        row.addString(requester.doctor()).addString(requester.doctorNumber()).addString(requester.department())
                .addString(requester.phone());
        return row.addString(content.schedule().station()).addLocalDateTime(content.schedule().at());
    }

    private static void patient(Tuple row, OrderPatient patient) {
        List<String> forms = NameForms.of(patient.name());
        row.addString(identity(patient.issuer(), patient.patientId())).addString(patient.issuer())
                .addString(patient.patientId()).addString(patient.name())
                .addArrayOfString(forms.toArray(String[]::new))
                .addArrayOfString(NameForms.terms(forms).toArray(String[]::new)).addString(patient.birthDate())
                .addString(patient.sex()).addArrayOfString(patient.identifiers().stream()
                        .map(one -> one.kind() + "\n" + one.issuer() + "\n" + one.number()).toArray(String[]::new))
                .addString(patient.visit().name());
    }

    /** As the archive writes it. */
    static String identity(String issuer, String patientId) {
        return issuer + "\n" + patientId;
    }
}
