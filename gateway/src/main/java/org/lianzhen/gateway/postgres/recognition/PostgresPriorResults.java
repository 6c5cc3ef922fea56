package org.lianzhen.gateway.postgres.recognition;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.recognition.Credentials;
import org.lianzhen.gateway.recognition.ExamResult;
import org.lianzhen.gateway.recognition.ItemMapping;
import org.lianzhen.gateway.recognition.PriorResults;
import org.lianzhen.gateway.recognition.Question;

/** Finds results in PostgreSQL. */
public final class PostgresPriorResults implements PriorResults {
    private static final int LIMIT_SECONDS = 5;
    /** Of one person; what is older than so many others decides nothing. */
    private static final int MOST = 200;

    /** Records that are meant: by a personal number; by the patient ID of the unit where no number is known. */
    private static final String RECORDS = """
            select p.id, coalesce(p.person, p.id) as person, false as by_number from patient p where p.identity = $1
            union
            select p.id, coalesce(p.person, p.id), true from unnest($2::text[], $3::text[]) as given (kind, number)
                join patient_identifier i on i.number = given.number and i.kind = given.kind
                join patient p on p.id = i.patient""";
    private static final String CONFIRMED = "select item from local_item where unit = $1 and key = $2";
    private static final String COLUMNS = """
            r.id, r.unit, r.items, r.laterality, r.performed_at, r.report_status,
            coalesce((select q.grade from image_quality q where q.study = r.study order by q.number desc limit 1),
                'UNGRADED') as grade,
            coalesce((select s.instance_count > 0 from study s where s.id = r.study), false) as images""";
    /** $1: persons, $2: records that are known to be the patient's own, $3: birth date. */
    private static final String RESULTS = """
            select %s,
                (r.patient = any($2) or exists (select from patient_identifier a
                    join patient_identifier b on b.number = a.number and b.kind = a.kind and b.patient = any($2)
                    where a.patient = r.patient and a.kind in ('ID_CARD', 'HEALTH_CARD', 'INSURANCE', 'PASSPORT')))
                and (p.birth_date = '' or $3 = '' or p.birth_date = $3) as verified
            from (select id from patient where id = any($1) union select id from patient where person = any($1)) as c
                join exam_result r on r.patient = c.id join patient p on p.id = c.id
            where r.items <> '{}' order by r.performed_at desc, r.id limit %d""".formatted(COLUMNS, MOST);
    private static final String SHOWN = """
            select %s, true as verified, coalesce((select s.uid from study s where s.id = r.study), '') as study_uid,
                r.accession_number, r.local_name
            from exam_result r where r.id = any($1)""".formatted(COLUMNS);
    private static final String REPORT = """
            select v.content from exam_result r join reading_task t on t.study = r.study
                join report_version v on v.task = t.id and v.kind not in ('PROPOSAL', 'PRELIMINARY')
            where r.id = $1 order by v.number desc limit 1""";

    private final Pool pool;

    public PostgresPriorResults(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Found> find(Question question) {
        Future<RowSet<Row>> records = pool.preparedQuery(RECORDS).execute(numbers(question.patient()));
        Future<RowSet<Row>> confirmed = pool.preparedQuery(CONFIRMED)
                .execute(Tuple.of(question.unit(), ItemMapping.key(question.examination())));
        Future<Found> found = Future.all(records, confirmed).compose(both -> {
            String item = first(confirmed.result());
            List<Meant> meant = meant(records.result());
            return meant.isEmpty() ? Future.succeededFuture(new Found(null, item, List.of()))
                    : results(meant, question.patient()).map(all -> new Found(meant.getFirst().id(), item, all));
        });
        return Database.answered(found, LIMIT_SECONDS).toCompletionStage();
    }

    private static Tuple numbers(Question.Patient patient) {
        List<Identifier> personal = patient.identifiers().stream().filter(one -> one.kind().isPersonal()).toList();
        return Tuple.of(patient.issuer() + "\n" + patient.patientId())
                .addArrayOfString(personal.stream().map(one -> one.kind().name()).toArray(String[]::new))
                .addArrayOfString(personal.stream().map(Identifier::number).toArray(String[]::new));
    }

    private static @Nullable String first(RowSet<Row> rows) {
        return rows.size() == 0 ? null : rows.iterator().next().getString(0);
    }

    /** A record of a patient, and whose it is. */
    private record Meant(UUID id, UUID person, boolean byNumber) {}

    /** A personal number outweighs the number of a unit. */
    private static List<Meant> meant(RowSet<Row> rows) {
        List<Meant> all = new ArrayList<>();
        rows.forEach(row -> all.add(new Meant(row.getUUID("id"), row.getUUID("person"), row.getBoolean("by_number"))));
        boolean numbered = all.stream().anyMatch(Meant::byNumber);
        Set<UUID> persons = all.stream().filter(one -> one.byNumber() || !numbered).map(Meant::person)
                .collect(Collectors.toUnmodifiableSet());
        return all.stream().filter(one -> persons.contains(one.person()))
                .sorted(Comparator.comparing(Meant::byNumber).thenComparing(Meant::id)).toList();
    }

    private Future<List<Prior>> results(List<Meant> meant, Question.Patient patient) {
        return pool.preparedQuery(RESULTS)
                .execute(Tuple.tuple().addArrayOfUUID(meant.stream().map(Meant::person).distinct().toArray(UUID[]::new))
                        .addArrayOfUUID(meant.stream().map(Meant::id).toArray(UUID[]::new))
                        .addString(patient.birthDate()))
                .map(rows -> {
                    List<Prior> all = new ArrayList<>();
                    rows.forEach(row -> all.add(prior(row)));
                    return List.copyOf(all);
                });
    }

    private static Prior prior(Row row) {
        var standing = new ExamResult.Standing(ExamResult.ReportStatus.valueOf(row.getString("report_status")),
                row.getBoolean("images") ? ExamResult.ImageState.ONLINE : ExamResult.ImageState.ABSENT,
                ExamResult.ImageGrade.valueOf(row.getString("grade")));
        return new Prior(row.getUUID("id"), row.getString("unit"), Set.of(row.getArrayOfStrings("items")),
                row.getString("laterality"), row.getOffsetDateTime("performed_at").toInstant(), standing,
                row.getBoolean("verified"));
    }

    @Override
    public CompletionStage<Credentials> credentials(Set<String> units) {
        Future<Credentials> found = CredentialRows.of(pool, units);
        return Database.answered(found, LIMIT_SECONDS).toCompletionStage();
    }

    @Override
    public CompletionStage<List<Shown>> shown(Set<UUID> results) {
        return Database.answered(pool.preparedQuery(SHOWN)
                .execute(Tuple.tuple().addArrayOfUUID(results.toArray(UUID[]::new))), LIMIT_SECONDS).map(rows -> {
                    List<Shown> all = new ArrayList<>();
                    rows.forEach(row -> all.add(new Shown(prior(row), row.getString("study_uid"),
                            row.getString("accession_number"), row.getString("local_name"))));
                    return List.copyOf(all);
                }).toCompletionStage();
    }

    @Override
    public CompletionStage<Optional<Report>> report(UUID result) {
        return Database.answered(pool.preparedQuery(REPORT).execute(Tuple.of(result)), LIMIT_SECONDS)
                .map(rows -> Optional.ofNullable(first(rows)).map(PostgresPriorResults::read)).toCompletionStage();
    }

    private static Report read(String content) {
        var signed = new JsonObject(content);
        JsonObject text = signed.getJsonObject("text", new JsonObject());
        return new Report(text.getString("findings", ""), text.getString("impression", ""),
                Objects.requireNonNullElse(signed.getString("signerName"), ""),
                Instant.parse(signed.getString("signedAt")));
    }
}
