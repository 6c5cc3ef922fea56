package org.lianzhen.gateway.postgres.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.lianzhen.dicom.service.CommitmentResult.Refusal;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.query.CommitmentReport;
import org.lianzhen.gateway.query.CommitmentReports;

/** Keeps the results of storage commitments in PostgreSQL, whose clock says what is due. */
public final class PostgresCommitmentReports implements CommitmentReports {
    private static final int LIMIT_SECONDS = 5;
    private static final String KEEP = """
            insert into commitment_report (id, unit, requester, called_title, transaction_uid, sop_class_uids,
                sop_instance_uids, reasons, state, retry_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, 'RETRY_AT', now() + $9 * interval '1 millisecond')
            on conflict (requester, transaction_uid) do update set id = excluded.id, unit = excluded.unit,
                called_title = excluded.called_title, sop_class_uids = excluded.sop_class_uids,
                sop_instance_uids = excluded.sop_instance_uids, reasons = excluded.reasons, state = excluded.state,
                attempts = 1, retry_at = excluded.retry_at, last_status = null, requested_at = now(),
                changed_at = now()
            returning id""";

    private static final String TAKE = """
            with due as (
                select distinct on (requester) id from commitment_report
                where state = 'RETRY_AT' and retry_at <= now() and requester <> all($1)
                order by requester, retry_at
            ), mine as (
                select id from commitment_report
                where id in (select id from due) and state = 'RETRY_AT' and retry_at <= now()
                order by retry_at limit $2 for update skip locked
            )
            update commitment_report r set attempts = r.attempts + 1, changed_at = now(),
                retry_at = now() + $3 * interval '1 millisecond'
            from mine where r.id = mine.id returning r.*""";

    private static final String DELIVERED = """
            update commitment_report set state = 'DELIVERED', changed_at = now() where id = $1""";

    private static final String RETRY = """
            update commitment_report set last_status = $2, changed_at = now(),
                retry_at = now() + $3 * interval '1 millisecond'
            where id = $1""";

    private static final String FAILED = """
            update commitment_report set state = 'FAILED', last_status = $2, changed_at = now()
            where id = $1 and state = 'RETRY_AT'""";

    private static final String LIST = """
            select * from commitment_report where state = $1 order by requested_at desc limit $2""";

    private static final String FORGET = """
            delete from commitment_report where state <> 'RETRY_AT'
                and changed_at < now() - $1 * interval '1 millisecond'""";

    private final Pool pool;

    public PostgresCommitmentReports(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Owed> keep(CommitmentReport report, Duration lease) {
        CommitmentReport.Requester requester = report.requester();
        List<Refusal> instances = ReportRows.instances(report.result());
        UUID id = UuidV7.next();
        Tuple row = Tuple.of(id, requester.unit(), requester.aeTitle(), requester.calledAeTitle(),
                report.result().transactionUid());
        row.addArrayOfString(instances.stream().map(each -> each.instance().sopClassUid()).toArray(String[]::new));
        row.addArrayOfString(instances.stream().map(each -> each.instance().sopInstanceUid()).toArray(String[]::new));
        row.addArrayOfInteger(instances.stream().map(Refusal::reason).toArray(Integer[]::new));
        row.addLong(lease.toMillis());
        return run(KEEP, row).map(kept -> new Owed(id, 1, report)).toCompletionStage();
    }

    @Override
    public CompletionStage<List<Owed>> take(Set<String> busy, int most, Duration lease) {
        return list(TAKE, Tuple.of(busy.toArray(String[]::new), most, lease.toMillis()), ReportRows::owed);
    }

    @Override
    public CompletionStage<Void> delivered(UUID id) {
        return run(DELIVERED, Tuple.of(id)).<Void>mapEmpty().toCompletionStage();
    }

    @Override
    public CompletionStage<Void> retryAfter(UUID id, Duration delay, String why) {
        return run(RETRY, Tuple.of(id, text(why), delay.toMillis())).<Void>mapEmpty().toCompletionStage();
    }

    @Override
    public CompletionStage<Void> failed(UUID id, String why) {
        return run(FAILED, Tuple.of(id, text(why))).<Void>mapEmpty().toCompletionStage();
    }

    /** A peer's words may hold anything. */
    private static String text(String words) {
        return words.replace("\0", "");
    }

    @Override
    public CompletionStage<List<Progress>> list(State state, int most) {
        return list(LIST, Tuple.of(state.name(), most), ReportRows::progress);
    }

    @Override
    public CompletionStage<Void> forget(Duration settledFor) {
        return run(FORGET, Tuple.of(settledFor.toMillis())).<Void>mapEmpty().toCompletionStage();
    }

    private <T> CompletionStage<List<T>> list(String sql, Tuple parameters, Function<Row, T> reader) {
        return run(sql, parameters).map(rows -> {
            List<T> list = new ArrayList<>();
            rows.forEach(row -> list.add(reader.apply(row)));
            return list;
        }).toCompletionStage();
    }

    private Future<RowSet<Row>> run(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).timeout(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
