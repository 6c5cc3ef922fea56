package org.lianzhen.gateway.postgres.archive;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.lianzhen.gateway.archive.Acceptance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One transaction with all its rows written, waiting for its commit. Its statements go out in one pipeline. */
final class BatchTransaction {
    private static final Logger LOG = LoggerFactory.getLogger(BatchTransaction.class);

    private final SqlConnection connection;
    private final Transaction transaction;
    private final List<Acceptance> acceptances;

    private BatchTransaction(SqlConnection connection, Transaction transaction, List<Acceptance> acceptances) {
        this.connection = connection;
        this.transaction = transaction;
        this.acceptances = List.copyOf(acceptances);
    }

    /** Writes the rows; when that fails the connection is given back with nothing done. */
    static Future<BatchTransaction> open(SqlConnection connection, BatchRows rows) {
        return connection.begin()
                .compose(transaction -> write(connection, rows)
                        .map(accepted -> new BatchTransaction(connection, transaction, accepted))
                        .recover(fault -> transaction.rollback().transform(ended -> Future.failedFuture(fault))))
                .onFailure(fault -> connection.close());
    }

    /** Fails with the first fault, which is the cause of those after it. */
    private static Future<List<Acceptance>> write(SqlConnection connection, BatchRows rows) {
        List<Future<RowSet<Row>>> all = new ArrayList<>();
        all.add(execute(connection, Statements.LIMITS, Tuple.tuple()));
        all.add(execute(connection, Statements.PATIENTS, rows.patients()));
        rows.identifiers().ifPresent(given -> all.add(execute(connection, Statements.IDENTIFIERS, given)));
        all.add(execute(connection, Statements.STUDIES, rows.studies()));
        all.add(execute(connection, Statements.SERIES, rows.series()));
        all.add(execute(connection, Statements.LOCK_STUDIES, rows.studyUids()));
        rows.doubts().ifPresent(doubts -> all.add(execute(connection, Statements.DOUBTS, doubts)));
        all.add(execute(connection, Statements.INSTANCES, rows.instances()));
        return Future.all(all).compose(done -> settle(connection, rows, all.getLast().result()));
    }

    private static Future<RowSet<Row>> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters);
    }

    /** What was not stored contradicts something that is here, or is the same. */
    private static Future<List<Acceptance>> settle(SqlConnection connection, BatchRows rows, RowSet<Row> stored) {
        Set<UUID> fresh = new HashSet<>();
        stored.forEach(row -> fresh.add(row.getUUID(0)));
        Future<List<Acceptance>> settled = Future.succeededFuture(new ArrayList<>());
        for (BatchRows.InstanceRow row : rows.rows()) {
            settled = settled.compose(list -> {
                Future<Acceptance> one = fresh.contains(row.id())
                        ? Future.succeededFuture(new Acceptance.Stored())
                        : Contradiction.settle(connection, row);
                return one.map(acceptance -> {
                    list.add(acceptance);
                    return list;
                });
            });
        }
        return settled;
    }

    List<Acceptance> acceptances() {
        return acceptances;
    }

    Future<Void> commit() {
        return transaction.commit().onComplete(ended -> connection.close());
    }

    void rollBack() {
        transaction.rollback().onComplete(ended -> connection.close())
                .onFailure(fault -> LOG.debug("The server has rolled back by itself", fault));
    }
}
