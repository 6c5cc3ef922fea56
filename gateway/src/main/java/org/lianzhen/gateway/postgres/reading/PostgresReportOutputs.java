package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.reading.outgoing.ReportOutputs;

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
            update report_output set state = 'DONE', why = '', changed_at = now() where task = $1 and number = $2""";
    private static final String FAILED = """
            update report_output set state = case when $4::float8 is null then 'FAILED' else 'WAITING' end, why = $3,
                due_at = now() + make_interval(secs => coalesce($4, 0)), changed_at = now()
            where task = $1 and number = $2""";
    private static final String GIVEN_UP = "select count(*)::int as count from report_output where state = 'FAILED'";
    private static final String REVIVE = """
            update report_output set state = 'WAITING', attempts = 0, due_at = now() where state = 'FAILED'""";

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
    public CompletionStage<Void> failed(Due due, String why, @Nullable Duration again) {
        Tuple row = Tuple.of(due.task(), due.number(), why.substring(0, Math.min(LONGEST, why.length())))
                .addDouble(again == null ? null : (double) again.toSeconds());
        return answered(FAILED, row).<Void>mapEmpty().toCompletionStage();
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
