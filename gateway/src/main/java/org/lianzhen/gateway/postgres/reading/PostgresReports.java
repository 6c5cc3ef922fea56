package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Signature;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.reading.queue.ReadingMove;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.queue.ReadingTasks.Change;
import org.lianzhen.gateway.reading.report.ReportDraft;
import org.lianzhen.gateway.reading.report.ReportJson;
import org.lianzhen.gateway.reading.report.Reports;
import org.lianzhen.gateway.reading.report.SignedReport;

/** Keeps reports in PostgreSQL. */
public final class PostgresReports implements Reports {
    private static final int LIMIT_SECONDS = 10;
    private static final String DRAFT = "select version, author, document from report_draft where task = $1";
    /** Nobody takes the study from its holder in between: the row is locked. */
    private static final String HOLD = """
            update reading_task set held_until = now() + make_interval(secs => $3)
            where id = $1 and holder = $2 and state in ('CLAIMED', 'IN_REVIEW')""";
    private static final String KEEP = """
            insert into report_draft as d (task, unit, version, author, document)
            select t.id, t.unit, $2, $3, $4::text::jsonb from reading_task t where t.id = $1
                and ($2 = 1 or exists (select from report_draft x where x.task = $1))
            on conflict (task) do update set version = excluded.version, author = excluded.author,
                document = excluded.document, changed_at = now()
            where d.version = excluded.version - 1""";
    /** What goes out is counted without what does not; rows never change, so that neither does a number. */
    private static final String VERSION_COLUMNS = """
            v.number, v.kind, v.content, v.signer, v.signed_at, v.algorithm, v.public_key, v.signature,
            case when v.kind = 'PROPOSAL' then 0 else (select count(*)::int from report_version w
                where w.task = v.task and w.number <= v.number and w.kind <> 'PROPOSAL') end as issue""";
    private static final String VERSIONS = "select " + VERSION_COLUMNS
            + " from report_version v where v.task = $1 order by v.number";
    private static final String OF_STUDY = "select " + VERSION_COLUMNS + """
             from report_version v join reading_task t on t.id = v.task join study s on s.id = t.study
            where s.uid = $1 and t.unit = any($2) and v.kind <> 'PROPOSAL' order by v.number""";
    private static final String LOCK = """
            select t.id, coalesce(d.version, 0) as draft from reading_task t left join report_draft d on d.task = t.id
            where t.id = $1 and t.version = $2 for no key update of t""";
    private static final String UNANSWERED = """
            select v.id from critical_value v join reading_task t on t.study = v.study
            where t.id = $1 and v.state in ('RAISED', 'NOTIFIED', 'ESCALATED') limit 1""";
    private static final String ADD = """
            insert into report_version (task, number, unit, kind, content, signer, signed_at, algorithm, public_key,
                signature) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""";
    private static final String FIND = "select " + TaskRows.COLUMNS + TaskRows.FROM + "where t.id = $1";

    private final Pool pool;

    public PostgresReports(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<ReportDraft> draft(UUID task) {
        return answered(DRAFT, Tuple.of(task)).map(rows -> {
            for (Row row : rows) {
                return new ReportDraft(row.getInteger("version"), row.getString("author"),
                        ReportJson.of(row.getJsonObject("document")));
            }
            return ReportDraft.NONE;
        }).toCompletionStage();
    }

    @Override
    public CompletionStage<Optional<ReportDraft>> keep(UUID task, ReportDraft draft, Hold hold, AuditEvent event) {
        JsonObject document = ReportJson.json(draft.text());
        Tuple row = Tuple.of(task, draft.version(), draft.author(), document.encode());
        return inTransaction(connection -> connection.preparedQuery(HOLD)
                .execute(Tuple.of(task, hold.account(), seconds(hold.time())))
                .compose(held -> held.rowCount() == 0 ? Future.succeededFuture(false)
                        : connection.preparedQuery(KEEP).execute(row).map(kept -> kept.rowCount() == 1))
                .compose(kept -> kept
                        ? AuditRows.insert(connection, event).map(Optional.of(draft))
                        : Future.succeededFuture(Optional.<ReportDraft>empty())));
    }

    private static double seconds(Duration time) {
        return time.toSeconds();
    }

    @Override
    public CompletionStage<List<SignedReport>> versions(UUID task) {
        return answered(VERSIONS, Tuple.of(task)).map(PostgresReports::signed).toCompletionStage();
    }

    @Override
    public CompletionStage<List<SignedReport>> ofStudy(String studyInstanceUid, Set<String> units) {
        return answered(OF_STUDY, Tuple.of(studyInstanceUid).addArrayOfString(units.toArray(String[]::new)))
                .map(PostgresReports::signed).toCompletionStage();
    }

    private static List<SignedReport> signed(RowSet<Row> rows) {
        List<SignedReport> versions = new ArrayList<>(rows.size());
        rows.forEach(row -> versions.add(new SignedReport(row.getInteger("number"), row.getInteger("issue"),
                SignedReport.Kind.valueOf(row.getString("kind")), row.getString("content"),
                row.getString("signer"), row.getOffsetDateTime("signed_at").toInstant(),
                new Signature(Signature.Algorithm.valueOf(row.getString("algorithm")),
                        row.getString("public_key"), row.getString("signature")))));
        return versions;
    }

    @Override
    public CompletionStage<Optional<ReadingTask>> sign(Signing signing, AuditEvent event) {
        ReadingTask task = signing.task();
        Change change = new Change(task.id(), signing.move(), Set.of(task.owner().reader()),
                signing.report().signer(), null, signing.reason(), Duration.ZERO);
        return inTransaction(connection -> isAsSigned(connection, signing)
                .compose(same -> same ? isAnswered(connection, signing) : Future.succeededFuture(false))
                .compose(same -> same ? TaskMove.make(connection, change) : Future.succeededFuture(false))
                .compose(moved -> moved
                        ? kept(connection, signing, event)
                        : Future.succeededFuture(Optional.<ReadingTask>empty())));
    }

    private static Future<Boolean> isAsSigned(SqlConnection connection, Signing signing) {
        return connection.preparedQuery(LOCK)
                .execute(Tuple.of(signing.task().id(), signing.task().standing().version()))
                .map(rows -> rows.size() == 1 && rows.iterator().next().getInteger("draft") == signing.draft());
    }

    /** The row of the study is locked: nobody raises a critical value meanwhile. */
    private static Future<Boolean> isAnswered(SqlConnection connection, Signing signing) {
        return signing.move() != ReadingMove.APPROVE ? Future.succeededFuture(true)
                : connection.preparedQuery(UNANSWERED).execute(Tuple.of(signing.task().id()))
                        .map(rows -> rows.size() == 0);
    }

    private static Future<Optional<ReadingTask>> kept(SqlConnection connection, Signing signing, AuditEvent event) {
        UUID id = signing.task().id();
        return connection.preparedQuery(ADD).execute(row(signing))
                .compose(added -> TaskEvents.add(connection, id, signing.report().signer(),
                        new TaskEvents.Step(signing.move(), signing.reason())))
                .compose(noted -> AuditRows.insert(connection, event))
                .compose(kept -> connection.preparedQuery(FIND).execute(Tuple.of(id)))
                .map(rows -> Optional.of(TaskRows.task(rows.iterator().next())));
    }

    private static Tuple row(Signing signing) {
        SignedReport report = signing.report();
        return Tuple.from(List.of(signing.task().id(), report.number(), signing.task().owner().unit(),
                report.kind().name(), report.content(), report.signer(), report.signedAt().atOffset(ZoneOffset.UTC),
                report.signature().algorithm().name(), report.signature().publicKey(),
                report.signature().value()));
    }

    private <T> CompletionStage<T> inTransaction(Function<SqlConnection, Future<T>> work) {
        Future<@Nullable T> done = pool.withTransaction(work);
        return Database.answered(done, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    private Future<RowSet<Row>> answered(String sql, Tuple parameters) {
        return Database.answered(pool.preparedQuery(sql).execute(parameters), LIMIT_SECONDS);
    }
}
