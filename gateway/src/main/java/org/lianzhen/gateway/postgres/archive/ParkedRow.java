package org.lianzhen.gateway.postgres.archive;

import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import org.lianzhen.gateway.archive.Acceptance.ParkReason;
import org.lianzhen.gateway.archive.conflict.ParkedInstance;
import org.lianzhen.gateway.archive.conflict.ParkedInstance.Content;
import org.lianzhen.gateway.archive.conflict.ParkedInstance.Matter;
import org.lianzhen.gateway.archive.conflict.ParkedInstance.Patient;
import org.lianzhen.gateway.archive.conflict.ParkedInstance.Place;
import org.lianzhen.gateway.archive.conflict.ParkedInstance.Version;

/** Reads parked instances, each with the version in force beside it. */
final class ParkedRow {
    private static final String VERSION = """
            , %1$s.id as %1$s_id, %1$s.version as %1$s_version, %1$s.sop_class_uid as %1$s_class,
            %1$s.sop_instance_uid as %1$s_uid, %1$s.transfer_syntax_uid as %1$s_syntax, %1$s."rows" as %1$s_rows,
            %1$s."columns" as %1$s_columns, %1$s.number_of_frames as %1$s_frames, %1$s.object_length as %1$s_length,
            %1$s.sha256 as %1$s_sha256, %1$s.source as %1$s_source, %1$s.received_at as %1$s_received,
            %1$s_s.uid as %1$s_study, %1$s_s.study_date as %1$s_date, %1$s_s.description as %1$s_study_description,
            %1$s_e.uid as %1$s_series, %1$s_e.modality as %1$s_modality, %1$s_e.description as %1$s_series_description,
            %1$s_p.issuer as %1$s_issuer, %1$s_p.patient_id as %1$s_patient_id, %1$s_p.name as %1$s_name,
            %1$s_p.birth_date as %1$s_birth_date, %1$s_p.sex as %1$s_sex
            """;

    /** To be followed by a condition on {@code k}, the parking, and {@code i}, the parked instance. */
    static final String SELECT = "select k.*, i.state, i.park_reason" + VERSION.formatted("i") + VERSION.formatted("a")
            + """
                    from parking k join instance i on i.id = k.instance
                    join series i_e on i_e.id = i.series join study i_s on i_s.id = i.study
                    join patient i_p on i_p.id = i_s.patient
                    left join instance a on a.sop_instance_uid = i.sop_instance_uid and a.state = 'ACTIVE' and a.id <> i.id
                    left join series a_e on a_e.id = a.series left join study a_s on a_s.id = a.study
                    left join patient a_p on a_p.id = a_s.patient
                    """;

    private ParkedRow() {}

    static ParkedInstance read(Row row) {
        Patient named = new Patient(row.getString("issuer"), row.getString("patient_id"), row.getString("patient_name"),
                row.getString("birth_date"), row.getString("sex"));
        var matter = new Matter(ParkReason.valueOf(row.getString("park_reason")), row.getBoolean("emergency"),
                row.getOffsetDateTime("parked_at").toInstant(), List.of(row.getArrayOfStrings("findings")));
        Version inForce = row.getUUID("a_id") == null ? null : version(row, "a_", patient(row, "a_"));
        return new ParkedInstance(row.getString("unit"), row.getString("state"), matter, version(row, "i_", named),
                inForce, patient(row, "i_"));
    }

    private static Version version(Row row, String which, Patient patient) {
        OffsetDateTime received = row.getOffsetDateTime(which + "received");
        var content = new Content(row.getString(which + "class"), row.getString(which + "uid"),
                row.getString(which + "syntax"), row.getInteger(which + "rows"), row.getInteger(which + "columns"),
                row.getInteger(which + "frames"), row.getLong(which + "length"), row.getString(which + "sha256"),
                row.getString(which + "source"), received.toInstant());
        var place = new Place(row.getString(which + "study"), row.getString(which + "date"),
                row.getString(which + "study_description"), row.getString(which + "series"),
                row.getString(which + "modality"), row.getString(which + "series_description"));
        return new Version(row.getUUID(which + "id"), row.getInteger(which + "version"), patient, place, content);
    }

    private static Patient patient(Row row, String which) {
        return new Patient(row.getString(which + "issuer"), row.getString(which + "patient_id"),
                row.getString(which + "name"), row.getString(which + "birth_date"), row.getString(which + "sex"));
    }
}
