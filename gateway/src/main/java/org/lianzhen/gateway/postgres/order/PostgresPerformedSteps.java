package org.lianzhen.gateway.postgres.order;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.order.OrderMove;
import org.lianzhen.gateway.order.OrderStep;
import org.lianzhen.gateway.order.PerformedSteps;

/** Keeps procedure steps in PostgreSQL. */
public final class PostgresPerformedSteps implements PerformedSteps {
    private static final String BEGIN = """
            insert into performed_step (uid, unit, station, state) values ($1, $2, $3, 'IN_PROGRESS')
            on conflict do nothing""";
    private static final String ORDERS = """
            select o.id, o.unit from imaging_order o
            where (o.unit = $1 or o.unit = any($2) and o.station = any($3)) and ($4 = '' or o.patient_id = $4)
                and (o.study_uid = $5 or $6 <> '' and o.accession_number = $6 and ($7 = '' or o.step_id = $7))
            order by o.study_uid = $5 desc limit 1""";
    private static final String LINK = """
            insert into performed_step_order (step, imaging_order, unit) values ($1, $2, $3) on conflict do nothing""";
    private static final String LOCKED = "select state from performed_step where uid = $1 and unit = $2 for update";
    private static final String UPDATE = "update performed_step set state = $2, changed_at = now() where uid = $1";
    private static final String LINKED = """
            select l.imaging_order as id, o.unit from performed_step_order l join imaging_order o on o.id = l.imaging_order
            where l.step = $1 order by o.id""";

    private final Pool pool;

    public PostgresPerformedSteps(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Beginning> begin(Step step, AuditEvent.Actor by) {
        return PostgresOrderStore.in(pool, connection -> connection.preparedQuery(BEGIN)
                .execute(Tuple.of(step.uid(), step.scope().unit(), step.station()))
                .compose(begun -> begun.rowCount() == 0 ? Future.succeededFuture(Beginning.DUPLICATE)
                        : orders(connection, step, by).map(Beginning.BEGUN)));
    }

    private static Future<Void> orders(SqlConnection connection, Step step, AuditEvent.Actor by) {
        Future<Void> done = Future.succeededFuture();
        for (Reference reference : step.orders()) {
            done = done.compose(before -> connection.preparedQuery(ORDERS).execute(named(step, reference)))
                    .compose(found -> linked(connection, step, found))
                    .compose(found -> moved(connection, found, OrderMove.BEGIN, by));
        }
        return done;
    }

    private static Tuple named(Step step, Reference reference) {
        return Tuple.of(step.scope().unit()).addArrayOfString(step.scope().readable().toArray(String[]::new))
                .addArrayOfString(step.scope().stations().toArray(String[]::new)).addString(step.patientId())
                .addString(reference.studyUid()).addString(reference.accession()).addString(reference.stepId());
    }

    private static Future<RowSet<Row>> linked(SqlConnection connection, Step step, RowSet<Row> found) {
        Future<Void> done = Future.succeededFuture();
        for (Row row : found) {
            done = done.compose(before -> connection.preparedQuery(LINK)
                    .execute(Tuple.of(step.uid(), row.getUUID("id"), step.scope().unit())).mapEmpty());
        }
        return done.map(found);
    }

    /** A move that is not allowed is none: what was done was done, whatever became of the order. */
    private static Future<Void> moved(SqlConnection connection, RowSet<Row> orders, OrderMove move,
            AuditEvent.Actor by) {
        Future<Void> done = Future.succeededFuture();
        for (Row row : orders) {
            var step = new OrderStep(row.getUUID("id"), Set.of(row.getString("unit")), move, "", by);
            done = done.compose(before -> new OrderTransaction(connection).move(step).mapEmpty());
        }
        return done;
    }

    @Override
    public CompletionStage<Ending> update(News news, AuditEvent.Actor by) {
        return PostgresOrderStore.in(pool, connection -> connection.preparedQuery(LOCKED)
                .execute(Tuple.of(news.uid(), news.unit())).compose(found -> {
                    if (found.size() == 0) {
                        return Future.succeededFuture(Ending.UNKNOWN);
                    }
                    return found.iterator().next().getString(0).equals(State.IN_PROGRESS.name())
                            ? updated(connection, news, by)
                            : Future.succeededFuture(Ending.ENDED);
                }));
    }

    private static Future<Ending> updated(SqlConnection connection, News news, AuditEvent.Actor by) {
        if (news.state() == State.IN_PROGRESS) {
            return Future.succeededFuture(Ending.DONE);
        }
        OrderMove move = news.state() == State.COMPLETED ? OrderMove.PERFORM : OrderMove.DISCONTINUE;
        return connection.preparedQuery(UPDATE).execute(Tuple.of(news.uid(), news.state().name()))
                .compose(done -> connection.preparedQuery(LINKED).execute(Tuple.of(news.uid())))
                .compose(orders -> moved(connection, orders, move, by)).map(Ending.DONE);
    }
}
