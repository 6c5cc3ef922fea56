package org.lianzhen.gateway.postgres.archive;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.ArchiveIndex;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.archive.IndexedInstance;

/** The archive's index in PostgreSQL: one transaction a batch. */
public final class PostgresArchiveIndex implements ArchiveIndex {
    /** A sender must hear within ten seconds that the database is away, and a batch takes two steps. */
    private static final Duration STEP_LIMIT = Duration.ofSeconds(3);
    /** For what an earlier run has sent to the server to come to its end. */
    private static final Duration KNOWN_LIMIT = Duration.ofSeconds(20);

    private final Pool pool;
    private final NameColumns names = new NameColumns();
    private final KnownSeries known = new KnownSeries();

    public PostgresArchiveIndex(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Batch begin(List<IndexedInstance> instances) {
        BatchRows rows = BatchRows.of(instances, names);
        Future<BatchTransaction> opened = pool.getConnection()
                .compose(connection -> BatchTransaction.open(connection, rows, known));
        return new PostgresBatch(opened, STEP_LIMIT);
    }

    @Override
    public CompletionStage<Set<String>> known(List<String> keys) {
        Future<@Nullable Set<String>> known = pool.withTransaction(connection -> known(connection, keys));
        return known.map(found -> Objects.requireNonNull(found))
                .timeout(KNOWN_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .recover(fault -> Future.failedFuture(
                        new IndexUnavailableException("the database did not answer: " + fault.getMessage(),
                                IndexUnavailableException.Rows.LOST, fault)))
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Set<String>> replace(Map<String, IndexedInstance> copies) {
        List<String> damaged = List.copyOf(copies.keySet());
        List<IndexedInstance> by = damaged.stream().map(key -> Objects.requireNonNull(copies.get(key))).toList();
        Tuple columns = Tuple.from(new Object[]{ damaged.toArray(String[]::new),
                by.stream().map(copy -> copy.object().key()).toArray(String[]::new),
                by.stream().map(copy -> copy.object().length()).toArray(Long[]::new),
                by.stream().map(copy -> copy.entry().dataSetOffset()).toArray(Integer[]::new) });
        return pool.preparedQuery(Statements.REPLACE).execute(columns).map(PostgresArchiveIndex::keys)
                .timeout(STEP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .recover(fault -> Future.failedFuture(
                        new IndexUnavailableException("the database did not answer: " + fault.getMessage(),
                                IndexUnavailableException.Rows.IN_DOUBT, fault)))
                .toCompletionStage();
    }

    private static Future<Set<String>> known(SqlConnection connection, List<String> keys) {
        return connection.query(Statements.AWAIT_WRITERS).execute().compose(
                done -> connection.preparedQuery(Statements.KNOWN).execute(Tuple.of(keys.toArray(String[]::new))))
                .map(PostgresArchiveIndex::keys);
    }

    private static Set<String> keys(RowSet<Row> rows) {
        Set<String> keys = new HashSet<>();
        rows.forEach(row -> keys.add(row.getString(0)));
        return keys;
    }
}
