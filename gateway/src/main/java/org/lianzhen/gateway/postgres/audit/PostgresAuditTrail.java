package org.lianzhen.gateway.postgres.audit;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.lianzhen.gateway.audit.AuditEntry;
import org.lianzhen.gateway.audit.AuditQuery;
import org.lianzhen.gateway.audit.AuditTrail;
import org.lianzhen.gateway.audit.AuditUnavailableException;
import org.lianzhen.gateway.audit.ChainReport;

/** Reads the events in PostgreSQL and computes their chain again. */
public final class PostgresAuditTrail implements AuditTrail {
    private static final int LIMIT_SECONDS = 30;

    private final Pool pool;

    public PostgresAuditTrail(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<List<AuditEntry>> read(AuditQuery query) {
        var sql = new TrailSql(query);
        return answered(pool.preparedQuery(sql.text()).execute(sql.parameters())
                .timeout(LIMIT_SECONDS, TimeUnit.SECONDS).map(PostgresAuditTrail::entries));
    }

    private static List<AuditEntry> entries(RowSet<Row> rows) {
        List<AuditEntry> entries = new ArrayList<>(rows.size());
        rows.forEach(row -> entries.add(EventRow.of(row).entry(row.getLong("sequence"), row.getString("hash"))));
        return entries;
    }

    @Override
    public CompletionStage<ChainReport> verify(long from, long to) {
        return answered(new ChainCheck(pool, from, (sequence, end) -> {}).run(to));
    }

    /** Checks the whole chain, telling how far it is. */
    public CompletionStage<ChainReport> verify(Walk walk) {
        return answered(new ChainCheck(pool, 1, walk).run(Long.MAX_VALUE));
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
