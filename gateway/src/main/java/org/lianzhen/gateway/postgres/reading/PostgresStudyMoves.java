package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.postgres.reading.StudyMoveTransaction.OvertakenException;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.report.SignedReport;
import org.lianzhen.gateway.reading.report.StudyMoves;

/** Keeps proposals to file studies to another patient in PostgreSQL. */
public final class PostgresStudyMoves implements StudyMoves {
    private static final int LIMIT_SECONDS = 20;
    private static final String RECEIVERS = """
            array(select distinct d.destination from delivery_result d
                where d.study = m.study and d.outcome = 'DELIVERED' order by 1) as receivers""";
    private static final String SELECT = "select m.*, s.uid, s.description, s.study_date, " + RECEIVERS + """
            , f.name as from_name, f.patient_id as from_number, f.birth_date as from_birth, f.sex as from_sex,
            t.name as to_name, t.patient_id as to_number, t.birth_date as to_birth, t.sex as to_sex,
            (select a.display_name from account a where a.name = m.proposed_by) as proposer,
            (select a.display_name from account a where a.name = m.decided_by) as decider
            from study_move m join study s on s.id = m.study join patient f on f.id = m.from_patient
                join patient t on t.id = m.to_patient\s""";
    private static final String LIST = SELECT
            + "where m.unit = any($1) order by m.state <> 'OPEN', m.proposed_at desc limit $2";
    private static final String FIND = SELECT + "where m.id = $1 and m.unit = any($2)";
    /** A patient whom only an order names so far gets a record like the first image would make it. */
    private static final String OF_ORDER = """
            insert into patient (id, unit, identity, issuer, patient_id, name, birth_date, sex, name_forms, name_terms)
            select $1, o.unit, o.identity, o.issuer, o.patient_id, o.name, o.birth_date, o.sex, o.name_forms, o.name_terms
            from imaging_order o where o.accession_number = $2 and o.unit = any($3)
            on conflict (identity) do nothing""";
    /** A record is taken only of somebody whom the unit of the study knows: its people are shown who it is. */
    private static final String PROPOSE = """
            insert into study_move (id, unit, study, from_patient, to_patient, reason, proposed_by)
            select $1, s.unit, s.id, s.patient, p.id, $5, $6 from study s, patient p
            where s.uid = $2 and s.unit = any($4) and s.patient <> p.id
                and ((p.id = $3 and (p.unit = s.unit
                        or exists (select from study x where x.patient = p.id and x.unit = s.unit)))
                    or p.identity =
                        (select o.identity from imaging_order o where o.accession_number = $7 and o.unit = s.unit))
            on conflict (study) where state = 'OPEN' do nothing""";
    private static final String KNOWN = "select 1 from study s where s.uid = $1 and s.unit = any($2)";
    private static final String REJECT = """
            update study_move set state = 'REJECTED', decided_by = $2, why = $3, decided_at = now()
            where id = $1 and state = 'OPEN'""";
    private static final String READING = "select " + TaskRows.COLUMNS + TaskRows.FROM + "where s.uid = $1";
    private static final String CONFIRMED = "select m.id, m.unit, s.uid, " + RECEIVERS
            + """
                     from study_move m join study s on s.id = m.study
                    where m.state = 'CONFIRMED' and m.decided_at > now() - interval '7 days' order by m.decided_at desc limit $1""";

    private final Pool pool;

    public PostgresStudyMoves(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<List<Move>> list(Set<String> units, int limit) {
        return answered(LIST, Tuple.tuple().addArrayOfString(texts(units)).addInteger(limit))
                .map(PostgresStudyMoves::moves).toCompletionStage();
    }

    @Override
    public CompletionStage<Optional<Move>> find(UUID id, Set<String> units) {
        return answered(FIND, Tuple.of(id).addArrayOfString(texts(units)))
                .map(rows -> moves(rows).stream().findFirst()).toCompletionStage();
    }

    @Override
    public CompletionStage<Outcome> propose(Proposal proposal, AuditEvent event) {
        String[] units = texts(proposal.units());
        Tuple order = Tuple.of(UuidV7.next(), proposal.accessionNumber()).addArrayOfString(units);
        Tuple row = Tuple.of(UuidV7.next(), proposal.studyInstanceUid()).addUUID(proposal.patient())
                .addArrayOfString(units).addString(proposal.reason()).addString(proposal.account())
                .addString(proposal.accessionNumber());
        Tuple study = Tuple.of(proposal.studyInstanceUid()).addArrayOfString(units);
        return inTransaction(connection -> connection.preparedQuery(KNOWN).execute(study)
                .compose(known -> known.size() == 0 ? Future.succeededFuture(Outcome.UNKNOWN)
                        : connection.preparedQuery(OF_ORDER).execute(order)
                                .compose(there -> connection.preparedQuery(PROPOSE).execute(row))
                                .compose(added -> kept(connection, added, event))));
    }

    @Override
    public CompletionStage<Outcome> reject(UUID id, Decision decision, AuditEvent event) {
        return inTransaction(connection -> connection.preparedQuery(REJECT)
                .execute(Tuple.of(id, decision.account(), decision.why()))
                .compose(rejected -> kept(connection, rejected, event)));
    }

    private static Future<Outcome> kept(SqlConnection connection, RowSet<Row> changed, AuditEvent event) {
        return changed.rowCount() == 0 ? Future.succeededFuture(Outcome.STALE)
                : AuditRows.insert(connection, event).map(Outcome.DONE);
    }

    @Override
    public CompletionStage<Optional<Read>> reading(String studyInstanceUid) {
        return answered(READING, Tuple.of(studyInstanceUid)).compose(rows -> {
            if (rows.size() == 0) {
                return Future.succeededFuture(Optional.<Read>empty());
            }
            ReadingTask task = TaskRows.task(rows.iterator().next());
            return Future.fromCompletionStage(new PostgresReports(pool).versions(task.id()))
                    .map(versions -> Optional.of(new Read(task, believed(versions))));
        }).toCompletionStage();
    }

    /** What somebody may have treated by: a preliminary report, too. */
    private static @Nullable SignedReport believed(List<SignedReport> versions) {
        SignedReport last = versions.stream().filter(one -> one.kind().goesOut()).reduce((before, after) -> after)
                .orElse(null);
        return last == null || last.kind() == SignedReport.Kind.WITHDRAWAL ? null : last;
    }

    @Override
    public CompletionStage<Outcome> confirm(Move move, Decision decision, @Nullable Withdrawn withdrawal,
            AuditEvent event) {
        return inTransaction(connection -> new StudyMoveTransaction(connection, move, decision.account())
                .run(withdrawal, event))
                .exceptionallyCompose(fault -> fault instanceof OvertakenException
                        || fault.getCause() instanceof OvertakenException
                                ? CompletableFuture.completedStage(Outcome.STALE)
                                : CompletableFuture.failedStage(fault));
    }

    @Override
    public CompletionStage<List<Told>> confirmed(int limit) {
        return answered(CONFIRMED, Tuple.of(limit)).map(rows -> {
            List<Told> all = new ArrayList<>(rows.size());
            rows.forEach(row -> all.add(new Told(row.getUUID("id"), row.getString("unit"), row.getString("uid"),
                    List.of(row.getArrayOfStrings("receivers")))));
            return all;
        }).toCompletionStage();
    }

    private static List<Move> moves(RowSet<Row> rows) {
        List<Move> all = new ArrayList<>(rows.size());
        rows.forEach(row -> all.add(new Move(row.getUUID("id"),
                new Study(row.getString("unit"), row.getString("uid"), row.getString("description"),
                        row.getString("study_date"), List.of(row.getArrayOfStrings("receivers"))),
                patient(row, "from"), patient(row, "to"),
                said(row, "proposed", "proposer", "reason"), row.getString("state"),
                row.getString("decided_by") == null ? null : said(row, "decided", "decider", "why"))));
        return all;
    }

    private static Patient patient(Row row, String side) {
        return new Patient(row.getUUID(side + "_patient"), row.getString(side + "_name"),
                row.getString(side + "_number"), row.getString(side + "_birth"), row.getString(side + "_sex"));
    }

    private static Said said(Row row, String step, String name, String reason) {
        String account = row.getString(step + "_by");
        String known = row.getString(name);
        return new Said(new ReadingTask.Reader(account, known == null ? account : known),
                row.getOffsetDateTime(step + "_at").toInstant(), row.getString(reason));
    }

    private <T> CompletionStage<T> inTransaction(Function<SqlConnection, Future<T>> work) {
        Future<@Nullable T> done = pool.withTransaction(work);
        return Database.answered(done, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    private Future<RowSet<Row>> answered(String sql, Tuple parameters) {
        return Database.answered(pool.preparedQuery(sql).execute(parameters), LIMIT_SECONDS);
    }

    private static String[] texts(Set<String> texts) {
        return texts.toArray(String[]::new);
    }
}
