package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.reading.outgoing.OutputTrouble;
import org.lianzhen.gateway.reading.outgoing.ReportOutputs;
import org.lianzhen.gateway.reading.report.SignedReport;

/** Keeps in PostgreSQL what is to be made of reports. */
public final class PostgresReportOutputs implements ReportOutputs {
    private static final int LIMIT_SECONDS = 10;
    private static final int LONGEST = 200;
    private static final String NEXT = """
            with due as (select task, number from report_output where state = 'WAITING' and due_at <= now()
                order by due_at limit 1 for update skip locked)
            update report_output o set attempts = o.attempts + 1, due_at = now() + make_interval(secs => $1),
                changed_at = now() from due d where o.task = d.task and o.number = d.number
            returning o.task, o.number, o.unit, o.attempts""";
    private static final String DONE = """
            update report_output set state = 'DONE', why = '', trouble = '', changed_at = now() where task = $1 and number = $2""";
    private static final String FAILED = """
            update report_output set state = case when $5::float8 is null then 'FAILED' else 'WAITING' end, trouble = $3,
                why = $4, due_at = now() + make_interval(secs => coalesce($5, 0)), changed_at = now()
            where task = $1 and number = $2""";
    private static final String GIVEN_UP = "select count(*)::int as count from report_output where state = 'FAILED'";
    private static final String REVIVE = """
            update report_output set state = 'WAITING', attempts = 0, due_at = now() where state = 'FAILED'""";

    private static final String NOT_WORKED = "(o.state = 'FAILED' or (o.state = 'WAITING' and o.trouble <> ''))";
    private static final String STUCK = """
            select o.*, v.kind, s.uid from report_output o
            join report_version v on v.task = o.task and v.number = o.number
            join reading_task t on t.id = o.task join study s on s.id = t.study
            where o.unit = any($1) and %s""".formatted(NOT_WORKED);
    private static final String LIST = STUCK + " order by o.state, o.changed_at, o.task, o.number limit $2";
    private static final String ONE = STUCK + " and o.task = $2 and o.number = $3 for update of o";
    private static final String AGAIN = """
            update report_output set state = 'WAITING', attempts = 0, due_at = now(), changed_at = now()
            where task = $1 and number = $2""";

    private final Pool pool;

    public PostgresReportOutputs(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Optional<Due>> next(Duration term) {
        return answered(NEXT, Tuple.of((double) term.toSeconds())).map(rows -> {
            for (Row row : rows) {
                return Optional.of(new Due(row.getUUID("task"), row.getInteger("number"), row.getString("unit"),
                        row.getInteger("attempts")));
            }
            return Optional.<Due>empty();
        }).toCompletionStage();
    }

    @Override
    public CompletionStage<Void> done(Due due) {
        return answered(DONE, Tuple.of(due.task(), due.number())).<Void>mapEmpty().toCompletionStage();
    }

    @Override
    public CompletionStage<Void> failed(Due due, Failure failure, @Nullable Duration again) {
        String detail = failure.detail();
        Tuple row = Tuple.of(due.task(), due.number(), failure.trouble().name(),
                detail.substring(0, Math.min(LONGEST, detail.length())))
                .addDouble(again == null ? null : (double) again.toSeconds());
        return answered(FAILED, row).<Void>mapEmpty().toCompletionStage();
    }

    @Override
    public CompletionStage<List<Stuck>> stuck(Set<String> units, int limit) {
        return answered(LIST, Tuple.tuple().addArrayOfString(units.toArray(String[]::new)).addInteger(limit))
                .map(rows -> {
                    List<Stuck> stuck = new ArrayList<>(rows.size());
                    rows.forEach(row -> stuck.add(stuck(row)));
                    return stuck;
                }).toCompletionStage();
    }

    private static Stuck stuck(Row row) {
        var failure = new Failure(OutputTrouble.valueOf(row.getString("trouble")), row.getString("why"));
        boolean over = row.getString("state").equals("FAILED");
        var version = new Version(row.getUUID("task"), row.getInteger("number"),
                SignedReport.Kind.valueOf(row.getString("kind")));
        return new Stuck(version, row.getString("unit"), row.getString("uid"), row.getInteger("attempts"), failure,
                over ? null : row.getOffsetDateTime("due_at").toInstant(),
                row.getOffsetDateTime("changed_at").toInstant());
    }

    @Override
    public CompletionStage<Optional<Stuck>> again(Key key, Set<String> units, Function<Stuck, AuditEvent> event) {
        Tuple one = Tuple.tuple().addArrayOfString(units.toArray(String[]::new)).addUUID(key.task())
                .addInteger(key.number());
        Future<@Nullable Optional<Stuck>> done = pool.withTransaction(connection -> connection.preparedQuery(ONE)
                .execute(one).compose(rows -> rows.size() == 0 ? Future.succeededFuture(Optional.<Stuck>empty())
                        : again(connection, stuck(rows.iterator().next()), event)));
        return Database.answered(done, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    private static Future<Optional<Stuck>> again(SqlConnection connection, Stuck found,
            Function<Stuck, AuditEvent> event) {
        return connection.preparedQuery(AGAIN).execute(Tuple.of(found.version().task(), found.version().number()))
                .compose(set -> AuditRows.insert(connection, event.apply(found))).map(Optional.of(found));
    }

    @Override
    public CompletionStage<Integer> givenUp() {
        return answered(GIVEN_UP, Tuple.tuple()).map(rows -> rows.iterator().next().getInteger("count"))
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Integer> revive() {
        return answered(REVIVE, Tuple.tuple()).map(RowSet::rowCount).toCompletionStage();
    }

    private Future<RowSet<Row>> answered(String sql, Tuple parameters) {
        return Database.answered(pool.preparedQuery(sql).execute(parameters), LIMIT_SECONDS);
    }
}
