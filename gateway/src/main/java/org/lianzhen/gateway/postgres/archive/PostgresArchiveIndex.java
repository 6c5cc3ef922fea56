package org.lianzhen.gateway.postgres.archive;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.lianzhen.gateway.archive.ArchiveIndex;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.archive.IndexedInstance;

/** The archive's index in PostgreSQL: one transaction a batch. */
public final class PostgresArchiveIndex implements ArchiveIndex {
    /** A sender must hear within ten seconds that the database is away. */
    private static final Duration STEP_LIMIT = Duration.ofSeconds(4);

    private final Pool pool;

    public PostgresArchiveIndex(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Batch begin(List<IndexedInstance> instances) {
        Future<BatchTransaction> opened = pool.getConnection()
                .compose(connection -> BatchTransaction.open(connection, instances));
        return new PostgresBatch(opened.timeout(STEP_LIMIT.toMillis(), TimeUnit.MILLISECONDS), STEP_LIMIT);
    }

    @Override
    public CompletionStage<Set<String>> known(List<String> keys) {
        return pool.preparedQuery(Statements.KNOWN).execute(Tuple.of(keys.toArray(String[]::new)))
                .timeout(STEP_LIMIT.toMillis(), TimeUnit.MILLISECONDS).map(PostgresArchiveIndex::keys)
                .recover(fault -> Future.failedFuture(
                        new IndexUnavailableException("the database did not answer: " + fault.getMessage(), false,
                                fault)))
                .toCompletionStage();
    }

    private static Set<String> keys(RowSet<Row> rows) {
        Set<String> keys = new HashSet<>();
        rows.forEach(row -> keys.add(row.getString(0)));
        return keys;
    }
}
