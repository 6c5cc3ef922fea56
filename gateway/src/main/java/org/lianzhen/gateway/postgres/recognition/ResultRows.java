package org.lianzhen.gateway.postgres.recognition;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.recognition.ExamResult.ReportStatus;

/** Results of studies as rows. */
final class ResultRows {
    private static final String PUT = """
            insert into exam_result (id, unit, patient, study, accession_number, local_code, local_name, modalities,
                body_parts, items, laterality, performed_at, report_status)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            on conflict (study) do update set unit = $2, patient = $3, accession_number = $5, local_code = $6,
                local_name = $7, modalities = $8, body_parts = $9, items = $10, laterality = $11, performed_at = $12,
                report_status = $13, changed_at = now()
            returning id""";
    /** Whoever uses it looks again; an amendment that was looked at before is no news. */
    private static final String REVIEW = """
            update recognition_prompt p set state = 'REVIEW_NEEDED', changed_at = now()
            from recognition_decision d
            where d.prompt = p.id and d.number = p.decisions and d.kind = 'ADOPTED' and d.result = $1
                and p.state = 'ADOPTED' and d.decided_at < (select max(v.signed_at) from exam_result r
                    join reading_task t on t.study = r.study join report_version v on v.task = t.id
                    where r.id = $1 and v.kind in ('AMENDMENT', 'WITHDRAWAL'))""";
    private static final String TAKE_BACK = """
            insert into recognition_saving (id, decision, unit, item, amount, catalogue, reverses, why)
            select gen_random_uuid(), s.decision, s.unit, s.item, -s.amount, s.catalogue, s.id, 'WITHDRAWN'
            from recognition_saving s join recognition_decision d on d.id = s.decision
            where d.result = $1 and s.reverses is null
            on conflict (reverses) do nothing""";

    private ResultRows() {}

    static Future<Void> put(SqlConnection connection, Row study, List<String> items) {
        ReportStatus status = status(study.getString("kind"));
        Tuple row = Tuple.of(UuidV7.next(), study.getString("unit"), study.getUUID("patient"), study.getUUID("id"),
                study.getString("accession_number"));
        row.addString(study.getString("local_code")).addString(study.getString("local_name"))
                .addArrayOfString(study.getArrayOfStrings("modalities"))
                .addArrayOfString(study.getArrayOfStrings("body_parts"))
                .addArrayOfString(items.toArray(String[]::new)).addString(side(study))
                .addOffsetDateTime(performedAt(study)).addString(status.name());
        return connection.preparedQuery(PUT).execute(row).compose(rows -> {
            UUID id = rows.iterator().next().getUUID("id");
            return status == ReportStatus.AMENDED || status == ReportStatus.WITHDRAWN
                    ? changed(connection, id, status)
                    : Future.succeededFuture();
        });
    }

    private static Future<Void> changed(SqlConnection connection, UUID result, ReportStatus status) {
        return connection.preparedQuery(REVIEW).execute(Tuple.of(result))
                .compose(done -> status == ReportStatus.WITHDRAWN
                        ? connection.preparedQuery(TAKE_BACK).execute(Tuple.of(result)).<Void>mapEmpty()
                        : Future.<Void>succeededFuture());
    }

    private static ReportStatus status(String kind) {
        return switch (kind) {
            case "FINAL" -> ReportStatus.FINAL;
            case "AMENDMENT" -> ReportStatus.AMENDED;
            case "WITHDRAWAL" -> ReportStatus.WITHDRAWN;
            default -> ReportStatus.PRELIMINARY;
        };
    }

    /** What the images say goes before what was ordered. */
    private static String side(Row study) {
        List<String> sides = Arrays.stream(study.getArrayOfStrings("sides")).filter(side -> side.matches("[LRB]"))
                .toList();
        if (sides.isEmpty()) {
            return study.getString("ordered_side");
        }
        return sides.size() > 1 ? "B" : sides.getFirst();
    }

    /** When the device says that it was; when it came where it says nothing. A clock that is ahead is not put right. */
    private static OffsetDateTime performedAt(Row study) {
        OffsetDateTime came = study.getOffsetDateTime("created_at");
        try {
            LocalDate day = LocalDate.parse(study.getString("study_date"), DateTimeFormatter.BASIC_ISO_DATE);
            return day.atTime(time(study.getString("study_time"))).atZone(zone(study.getString("timezone_offset")))
                    .toOffsetDateTime();
        } catch (DateTimeException e) {
            return came;
        }
    }

    private static LocalTime time(String text) {
        String digits = text.length() >= 6 ? text.substring(0, 6) : "";
        return digits.matches("[0-9]{6}") ? LocalTime.parse(digits, DateTimeFormatter.ofPattern("HHmmss"))
                : LocalTime.NOON;
    }

    private static ZoneId zone(String offset) {
        return offset.isEmpty() ? MemberDirectory.ZONE : ZoneOffset.of(offset);
    }
}
