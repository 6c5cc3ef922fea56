package org.lianzhen.gateway.postgres.reading;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.vr.PersonName;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.reading.queue.ReadingState;
import org.lianzhen.gateway.reading.queue.ReadingTask;

/** Reads studies to be read from rows. */
final class TaskRows {
    /** Of a study {@code s}, without those that only objects have which were made of its reports. */
    static final String MODALITIES = """
            array(select m from unnest(s.modalities) m where m not in ('SR', 'KO', 'DOC') or exists (
                select from series e join instance i on i.series = e.id
                where e.study = s.id and e.modality = m and i.target not like 'report/%')) as modalities""";

    /** Of {@code t}, with its study {@code s} and patient {@code p}. What was made of its reports is no part of what is to be read. */
    static final String COLUMNS = """
            t.id, t.unit, t.centre, t.reader, t.home_centre, s.uid, p.name, p.patient_id, p.issuer, p.birth_date, p.sex,
            s.accession_number, s.study_date, s.study_time, s.description,\s""" + MODALITIES
            + """
                    ,
                    array(select distinct e.body_part_examined from series e
                        where e.study = s.id and e.body_part_examined <> '' order by 1) as body_parts,
                    array(select distinct e.laterality from series e
                        where e.study = s.id and e.laterality <> '' order by 1) as lateralities,
                    s.instance_count - (select count(*)::int from series e join instance i on i.series = e.id
                        where e.study = s.id and e.modality in ('SR', 'KO', 'DOC') and i.target like 'report/%') as instance_count,
                    t.state, t.holder, (select a.display_name from account a where a.name = t.holder) as holder_name,
                    t.writer, (select a.display_name from account a where a.name = t.writer) as writer_name,
                    t.approver, (select a.display_name from account a where a.name = t.approver) as approver_name,
                    t.report, t.version, t.amends, t.amend_reason,
                    t.urgency::text as urgency, t.received_at, t.due_at, t.held_until""";
    static final String FROM = " from reading_task t join study s on s.id = t.study join patient p on p.id = s.patient ";

    /** Whose readers may see it: those of {@code $2}, who have it, have given it away, or have given it back not long ago. */
    static final String SEEN = """
            (t.reader = any($2) or t.home_reader = any($2) or exists (select from reading_escalation e
                where e.task = t.id and e.to_reader = any($2) and e.ended_at > now() - interval '72 hours'))""";

    private TaskRows() {}

    static ReadingTask task(Row row) {
        String name = row.getString("name");
        var patient = new ReadingTask.Person(name,
                PersonName.parse(name).spoken().stream().findFirst().orElse(""), row.getString("patient_id"),
                row.getString("issuer"), row.getString("birth_date"), row.getString("sex"));
        var examination = new ReadingTask.Examination(row.getString("uid"), patient,
                row.getString("accession_number"), row.getString("study_date"), row.getString("study_time"),
                row.getString("description"), List.of(row.getArrayOfStrings("modalities")),
                List.of(row.getArrayOfStrings("body_parts")), List.of(row.getArrayOfStrings("lateralities")),
                row.getInteger("instance_count"));
        var standing = new ReadingTask.Standing(ReadingState.valueOf(row.getString("state")),
                reader(row, "holder"), reader(row, "writer"), reader(row, "approver"),
                row.getInteger("report"), row.getInteger("version"), amendment(row));
        var clock = new ReadingTask.Clock(Urgency.valueOf(row.getString("urgency")), moment(row, "received_at"),
                moment(row, "due_at"), moment(row, "held_until"));
        return new ReadingTask(row.getUUID("id"), new ReadingTask.Owner(row.getString("unit"),
                row.getString("centre"), row.getString("reader"), row.getString("home_centre")), examination, standing,
                clock);
    }

    private static ReadingTask.@Nullable Reader reader(Row row, String column) {
        String account = row.getString(column);
        String name = row.getString(column + "_name");
        return account == null ? null : new ReadingTask.Reader(account, name == null ? account : name);
    }

    private static ReadingTask.@Nullable Amendment amendment(Row row) {
        Integer amended = row.getInteger("amends");
        return amended == null ? null : new ReadingTask.Amendment(amended, row.getString("amend_reason"));
    }

    private static @Nullable Instant moment(Row row, String column) {
        OffsetDateTime moment = row.getOffsetDateTime(column);
        return moment == null ? null : moment.toInstant();
    }
}
