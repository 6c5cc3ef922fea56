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
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One transaction with all its rows written, waiting for its commit. Its statements go out in one pipeline. */
final class BatchTransaction {
    private static final Logger LOG = LoggerFactory.getLogger(BatchTransaction.class);

    private final SqlConnection connection;
    private final Transaction transaction;
    private final List<Acceptance> acceptances;
    private final Runnable committed;

    private BatchTransaction(SqlConnection connection, Transaction transaction, List<Acceptance> acceptances,
            Runnable committed) {
        this.connection = connection;
        this.transaction = transaction;
        this.acceptances = List.copyOf(acceptances);
        this.committed = committed;
    }

    /** Writes the rows; when that fails the connection is given back with nothing done. */
    static Future<BatchTransaction> open(SqlConnection connection, BatchRows rows, KnownSeries known) {
        return connection.begin()
                .compose(transaction -> write(connection, rows, known.haveAllOf(rows))
                        .compose(fresh -> settle(connection, rows, fresh))
                        .compose(accepted -> AuditRows.insert(connection, StoreEvents.of(rows, accepted)).map(accepted))
                        .map(accepted -> new BatchTransaction(connection, transaction, accepted,
                                () -> known.add(rows)))
                        .recover(fault -> transaction.rollback().transform(ended -> Future.failedFuture(fault))))
                .onFailure(fault -> connection.close());
    }

    /**
     * Writes what is not there yet.
     *
     * @param below whether the rows above those of instances should be there already; what is not stored for want of them is
     *     written once more, with them
     * @return identifiers of the instances that were stored
     */
    private static Future<Set<UUID>> write(SqlConnection connection, BatchRows rows, boolean below) {
        List<Future<RowSet<Row>>> all = new ArrayList<>();
        all.add(execute(connection, Statements.LIMITS, Tuple.tuple()));
        if (!below) {
            all.add(execute(connection, Statements.PATIENTS, rows.patients()));
            rows.identifiers().ifPresent(given -> all.add(execute(connection, Statements.IDENTIFIERS, given)));
            all.add(execute(connection, Statements.STUDIES, rows.studies()));
        }
        all.add(execute(connection, Statements.LOCK_STUDIES, rows.studyUids()));
        if (!below) {
            all.add(execute(connection, Statements.SERIES, rows.series()));
        }
        rows.doubts().ifPresent(doubts -> all.add(execute(connection, Statements.DOUBTS, doubts)));
        all.add(execute(connection, Statements.INSTANCES, rows.instances()));
        return Future.all(all).compose(done -> {
            Set<UUID> stored = ids(all.getLast().result());
            BatchRows left = rows.without(stored);
            return !below || left.rows().isEmpty()
                    ? Future.succeededFuture(stored)
                    : write(connection, left, false).map(more -> {
                        stored.addAll(more);
                        return stored;
                    });
        });
    }

    private static Set<UUID> ids(RowSet<Row> rows) {
        Set<UUID> ids = new HashSet<>();
        rows.forEach(row -> ids.add(row.getUUID(0)));
        return ids;
    }

    private static Future<RowSet<Row>> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters);
    }

    /** What was not stored contradicts something that is here, or is the same. */
    private static Future<List<Acceptance>> settle(SqlConnection connection, BatchRows rows, Set<UUID> fresh) {
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
        return transaction.commit().onSuccess(ended -> committed.run()).onComplete(ended -> connection.close());
    }

    void rollBack() {
        transaction.rollback().onComplete(ended -> connection.close())
                .onFailure(fault -> LOG.debug("The server has rolled back by itself", fault));
    }
}
