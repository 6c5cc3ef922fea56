package org.lianzhen.gateway.postgres.audit;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.lianzhen.gateway.audit.Anchors;
import org.lianzhen.gateway.audit.AuditEntry;
import org.lianzhen.gateway.audit.AuditQuery;
import org.lianzhen.gateway.audit.AuditTrail;
import org.lianzhen.gateway.audit.AuditUnavailableException;
import org.lianzhen.gateway.audit.ChainReport;

/** Reads the events in PostgreSQL and computes their chain again. */
public final class PostgresAuditTrail implements AuditTrail {
    private static final int LIMIT_SECONDS = 30;

    private static final String HEAD = "select sequence, hash from audit_seal order by sequence desc limit 1";
    private static final String SEALED = "select " + EventRow.COLUMNS + ", s.sequence, s.hash"
            + " from audit_seal s join audit_event e on e.id = s.event where s.sequence > $1 order by s.sequence limit $2";
    private static final Executor ASIDE = task -> Thread.ofVirtual().name("audit anchors").start(task);

    private final Pool pool;
    private final Anchors anchors;

    /** @param anchors what the chain is held against */
    public PostgresAuditTrail(Pool pool, Anchors anchors) {
        this.pool = pool;
        this.anchors = anchors;
    }

    public PostgresAuditTrail(Pool pool) {
        this(pool, Anchors.NONE);
    }

    /** The newest link; sequence 0 when there is none. */
    public CompletionStage<ChainReport.Link> head() {
        return answered(pool.query(HEAD).execute().timeout(LIMIT_SECONDS, TimeUnit.SECONDS).map(rows -> {
            ChainReport.Link head = new ChainReport.Link(0, "");
            for (Row row : rows) {
                head = new ChainReport.Link(row.getLong("sequence"), row.getString("hash"));
            }
            return head;
        }));
    }

    @Override
    public CompletionStage<List<AuditEntry>> read(AuditQuery query) {
        var sql = new TrailSql(query);
        return answered(pool.preparedQuery(sql.text()).execute(sql.parameters())
                .timeout(LIMIT_SECONDS, TimeUnit.SECONDS).map(PostgresAuditTrail::entries));
    }

    @Override
    public CompletionStage<List<AuditEntry>> sealedAfter(long sequence, int limit) {
        return answered(pool.preparedQuery(SEALED).execute(Tuple.of(sequence, limit))
                .timeout(LIMIT_SECONDS, TimeUnit.SECONDS).map(PostgresAuditTrail::entries));
    }

    @Override
    public CompletionStage<Long> lastSealed() {
        return head().thenApply(ChainReport.Link::sequence);
    }

    private static List<AuditEntry> entries(RowSet<Row> rows) {
        List<AuditEntry> entries = new ArrayList<>(rows.size());
        rows.forEach(row -> entries.add(EventRow.of(row).entry(row.getLong("sequence"), row.getString("hash"))));
        return entries;
    }

    @Override
    public CompletionStage<ChainReport> verify(long from, long to) {
        return check(from, to, (sequence, end) -> {});
    }

    /** Checks the whole chain, telling how far it is. */
    public CompletionStage<ChainReport> verify(Walk walk) {
        return check(1, Long.MAX_VALUE, walk);
    }

    private CompletionStage<ChainReport> check(long from, long to, Walk walk) {
        return CompletableFuture.supplyAsync(anchors::all, ASIDE)
                .thenCompose(noted -> answered(new ChainCheck(pool, from, noted, walk).run(to)));
    }

    /** Hears once in a while how far a check is. */
    @FunctionalInterface
    public interface Walk {
        /**
         * On the event loop of the database.
         *
         * @param sequence of the last whole link
         * @param end sequence of the last link there was when the check began
         */
        void reached(long sequence, long end);
    }

    private static <T> CompletionStage<T> answered(Future<T> answer) {
        return answer.recover(fault -> Future.failedFuture(
                new AuditUnavailableException("events could not be read: " + fault.getMessage(), fault)))
                .toCompletionStage();
    }
}
