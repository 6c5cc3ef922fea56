package org.lianzhen.gateway.postgres.delivery;

import io.vertx.core.Future;
import io.vertx.pgclient.data.Interval;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.delivery.DeliveryLease;
import org.lianzhen.gateway.delivery.Ending;
import org.lianzhen.gateway.postgres.audit.AuditRows;

/** The ends of some tasks, written down in one transaction by whoever holds the lease and nobody else. */
final class Settlement {
    private final SqlConnection connection;
    private final List<Ending> ended = new ArrayList<>();
    private final List<Ending.Again> again = new ArrayList<>();

    Settlement(SqlConnection connection, List<Ending> endings) {
        this.connection = connection;
        for (Ending ending : endings) {
            if (ending instanceof Ending.Again later) {
                again.add(later);
            } else {
                ended.add(ending);
            }
        }
    }

    /** Whether the lease was still held. */
    Future<Boolean> write(DeliveryLease lease, Interval term) {
        return execute(LedgerSql.EXTEND, lease.study(), lease.destination(), lease.epoch(), term)
                .compose(held -> held.rowCount() == 0
                        ? Future.succeededFuture(false)
                        : writeEnded().compose(done -> writeAgain()).compose(done -> writeEvents(lease)).map(true));
    }

    private Future<?> writeEnded() {
        return ended.isEmpty() ? Future.succeededFuture() : execute(LedgerSql.ENDED, ids(ended),
                ended.stream().map(one -> one instanceof Ending.Delivered ? "DELIVERED" : "FAILED")
                        .toArray(String[]::new),
                words(ended), codes(ended));
    }

    private Future<?> writeAgain() {
        return again.isEmpty() ? Future.succeededFuture() : execute(LedgerSql.AGAIN, ids(again),
                again.stream().map(Ending.Again::after).map(PostgresDeliveryLedger::interval)
                        .toArray(Interval[]::new),
                words(again), codes(again), again.stream().map(Ending.Again::counted).toArray(Boolean[]::new));
    }

    /** What left the house is on record with the outcome, or neither is. */
    private Future<Void> writeEvents(DeliveryLease lease) {
        return ended.isEmpty() ? Future.succeededFuture()
                : execute("select uid from study where id = $1", lease.study())
                        .compose(rows -> AuditRows.insert(connection,
                                events(lease.destination(), rows.iterator().next().getString(0))));
    }

    private List<AuditEvent> events(String destination, String study) {
        long delivered = ended.stream().filter(Ending.Delivered.class::isInstance).count();
        List<AuditEvent> events = new ArrayList<>();
        if (delivered > 0) {
            events.add(AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.STUDY_SEND, study)
                    .with(told(destination, delivered)));
        }
        if (delivered < ended.size()) {
            events.add(AuditEvent.failed(AuditEvent.Actor.GATEWAY, AuditAction.STUDY_SEND, study)
                    .with(told(destination, ended.size() - delivered)));
        }
        return events;
    }

    private static Map<String, String> told(String destination, long instances) {
        return Map.of("destination", destination, "instances", Long.toString(instances));
    }

    private static String[] codes(List<? extends Ending> endings) {
        return endings.stream().map(Ending::code).toArray(String[]::new);
    }

    private static UUID[] ids(List<? extends Ending> endings) {
        return endings.stream().map(Ending::task).toArray(UUID[]::new);
    }

    /** PostgreSQL takes no NUL in a text, and peers write what they like. */
    private static String[] words(List<? extends Ending> endings) {
        return endings.stream().map(one -> one.inWords().replace("\0", "")).toArray(String[]::new);
    }

    private Future<RowSet<Row>> execute(String sql, Object... parameters) {
        return connection.preparedQuery(sql).execute(Tuple.from(parameters));
    }
}
