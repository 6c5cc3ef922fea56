package org.lianzhen.gateway.postgres.archive;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.Acceptance.ParkReason;
import org.lianzhen.gateway.archive.PatientEntry;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.postgres.UuidV7;

/** Writes an instance that is not the first with its UID, or not of its study's patient. */
final class FurtherVersion {
    /** In force without a reason for parking. */
    static final String INSERT = "insert into instance (" + Statements.INSTANCE_COLUMNS + """
            )
            select $1, $2, s.id, e.id, $5, $6, case when $7::text is null then 'ACTIVE' else 'PARKED' end, $7, $8, $9,
                $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25::text::urgency, $26
            from study s join series e on e.study = s.id
            where s.uid = $3 and e.uid = $4 returning study, series""";

    /** The owner of what it contradicts decides: of the version in force, else of the study. */
    private static final String PARKING = """
            insert into parking (instance, unit, issuer, patient_id, patient_name, birth_date, sex, emergency, comparing)
            select i.id, coalesce((select t.unit from instance a join study t on t.id = a.study
                where a.sop_instance_uid = i.sop_instance_uid and a.state = 'ACTIVE'), s.unit), $2, $3, $4, $5, $6, $7, $8
            from instance i join study s on s.id = i.study where i.id = $1""";

    /** Whoever must decide is told of it. */
    static final String ALERT = """
            insert into alert (id, unit, kind, subject)
            select $1, k.unit, i.park_reason, i.id
            from instance i join parking k on k.instance = i.id where i.id = $2""";

    /** An emergency does not wait for the decision. */
    static final String WARNED_ARRIVAL = """
            insert into arrival (id, unit, instance, study, priority, urgency, urgency_source, warning)
            select $1, i.unit, i.id, i.study, i.priority, i.urgency, i.urgency_source, true
            from instance i join parking k on k.instance = i.id where i.id = $2 and k.emergency""";

    /** To be routed like any other. */
    static final String ARRIVAL = """
            insert into arrival (id, unit, instance, study, priority, urgency, urgency_source)
            select $1, i.unit, i.id, i.study, i.priority, i.urgency, i.urgency_source from instance i where i.id = $2""";

    private FurtherVersion() {}

    /** Of several versions of which none was in force, this one is from now on. */
    static Future<?> inForce(SqlConnection connection, BatchRows.InstanceRow row, int number) {
        return insert(connection, row, number, null)
                .compose(place -> Recount.of(connection, place.getUUID("study"), place.getUUID("series")))
                .compose(done -> about(connection, ARRIVAL, row.id()));
    }

    static Future<?> park(SqlConnection connection, BatchRows.InstanceRow row, int number, ParkReason reason) {
        boolean comparing = reason == ParkReason.SYNTAX_DIFFERS;
        PatientEntry patient = row.entry().patient();
        Tuple parking = Tuple.from(new Object[]{ row.id(), patient.issuer(), patient.patientId(), patient.name(),
                patient.birthDate(), patient.sex(), row.urgency() == Urgency.EMERGENCY, comparing });
        Future<?> parked = insert(connection, row, number, reason)
                .compose(done -> connection.preparedQuery(PARKING).execute(parking));
        return comparing ? parked : parked.compose(done -> raise(connection, row.id()));
    }

    /** Says that a person must decide. */
    static Future<?> raise(SqlConnection connection, UUID instance) {
        return about(connection, ALERT, instance).compose(done -> about(connection, WARNED_ARRIVAL, instance));
    }

    /** A statement that writes one row about an instance, with a new identifier. */
    static Future<RowSet<Row>> about(SqlConnection connection, String sql, UUID instance) {
        return connection.preparedQuery(sql).execute(Tuple.of(UuidV7.next(), instance));
    }

    private static Future<Row> insert(SqlConnection connection, BatchRows.InstanceRow row, int number,
            @Nullable ParkReason reason) {
        return connection.preparedQuery(INSERT).execute(row.furtherVersion(number, reason))
                .map(inserted -> inserted.iterator().next());
    }
}
