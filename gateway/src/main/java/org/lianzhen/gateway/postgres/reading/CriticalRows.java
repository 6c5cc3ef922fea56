package org.lianzhen.gateway.postgres.reading;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.vr.PersonName;
import org.lianzhen.gateway.reading.critical.CriticalMove;
import org.lianzhen.gateway.reading.critical.CriticalRules;
import org.lianzhen.gateway.reading.critical.CriticalState;
import org.lianzhen.gateway.reading.critical.CriticalStep;
import org.lianzhen.gateway.reading.critical.CriticalValue;

/** Reads critical values from rows. */
final class CriticalRows {
    static final String SELECT = """
            select v.id, v.unit, coalesce(t.reader, v.unit) as reader, t.id as task, s.uid, p.name, p.patient_id, p.sex,
                p.birth_date, s.modalities, s.description, v.item, v.item_name, v.item_english, v.finding, v.state,
                v.raised_by, coalesce((select a.display_name from account a where a.name = v.raised_by), v.raised_by)
                    as raised_name, v.raised_at, v.notify_by, v.acknowledge_by, v.handle_by,
                ordering_account(v.study) as ordering_account, o.doctor, o.phone""";
    static final String FROM = """
             from critical_value v join study s on s.id = v.study join patient p on p.id = s.patient
            left join reading_task t on t.study = v.study
            left join order_match m on m.study = v.study left join imaging_order o on o.id = m.imaging_order\s""";

    private CriticalRows() {}

    static List<CriticalValue> values(RowSet<Row> rows) {
        List<CriticalValue> values = new ArrayList<>(rows.size());
        rows.forEach(row -> values.add(value(row)));
        return values;
    }

    static CriticalValue value(Row row) {
        var study = new CriticalValue.Study(row.getString("uid"),
                PersonName.parse(row.getString("name")).spoken().stream().findFirst().orElse(""),
                row.getString("patient_id"), row.getString("sex"), row.getString("birth_date"),
                List.of(row.getArrayOfStrings("modalities")), row.getString("description"));
        var item = new CriticalRules.Item(row.getString("item"), row.getString("item_name"),
                row.getString("item_english"));
        return new CriticalValue(row.getUUID("id"),
                new CriticalValue.Place(row.getString("unit"), row.getString("reader"), row.getUUID("task"), study,
                        ordering(row)),
                new CriticalValue.What(item, row.getString("finding"), row.getString("raised_by"),
                        row.getString("raised_name")),
                CriticalState.valueOf(row.getString("state")),
                new CriticalValue.Times(moment(row, "raised_at"), moment(row, "notify_by"),
                        moment(row, "acknowledge_by"), momentOrNull(row, "handle_by")));
    }

    private static CriticalValue.@Nullable Ordering ordering(Row row) {
        String doctor = row.getString("doctor");
        return doctor == null ? null
                : new CriticalValue.Ordering(row.getString("ordering_account"), doctor, row.getString("phone"));
    }

    static CriticalStep.Kept step(Row row) {
        return new CriticalStep.Kept(
                new CriticalStep(CriticalMove.valueOf(row.getString("move")), moment(row, "at"),
                        row.getString("account"), new CriticalStep.How(row.getString("channel"),
                                row.getString("person_name"), row.getString("words"), row.getUUID("attempt"))),
                row.getString("name"), CriticalState.valueOf(row.getString("to_state")));
    }

    static Instant moment(Row row, String column) {
        return Objects.requireNonNull(momentOrNull(row, column));
    }

    private static @Nullable Instant momentOrNull(Row row, String column) {
        OffsetDateTime moment = row.getOffsetDateTime(column);
        return moment == null ? null : moment.toInstant();
    }
}
