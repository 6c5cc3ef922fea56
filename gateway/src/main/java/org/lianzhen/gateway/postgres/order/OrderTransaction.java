package org.lianzhen.gateway.postgres.order;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderChange;
import org.lianzhen.gateway.order.OrderMove;
import org.lianzhen.gateway.order.OrderResult;
import org.lianzhen.gateway.order.OrderState;
import org.lianzhen.gateway.order.OrderStep;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.postgres.audit.AuditRows;

/** What happens to one order as part of a transaction: the row, the note of it, and its audit event. */
final class OrderTransaction {
    private static final String LOCKED = OrderRows.SELECT + "where o.id = $1 and o.unit = any($2) for update of o";
    private static final String ONE = OrderRows.SELECT + "where o.id = $1";
    private static final String MOVE = """
            update imaging_order set state = $2, version = version + 1, changed_at = now() where id = $1""";
    private static final String NOTE = """
            insert into imaging_order_event (id, unit, imaging_order, move, state, version, author, why)
            select $1, o.unit, o.id, $3, o.state, o.version, $4, $5 from imaging_order o where o.id = $2""";

    private final SqlConnection connection;

    OrderTransaction(SqlConnection connection) {
        this.connection = connection;
    }

    Future<OrderResult> move(OrderStep step) {
        return locked(step.id(), step.units()).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(new OrderResult.Unknown());
            }
            Order order = found.get();
            Optional<OrderState> next = order.progress().state().after(step.move());
            return next.isEmpty() ? refused(order)
                    : connection.preparedQuery(MOVE).execute(Tuple.of(order.id(), next.get().name()))
                            .compose(moved -> noted(new Note(order.id(), step.move(), step.why(), step.by())));
        });
    }

    Future<OrderResult> change(OrderChange change) {
        return locked(change.id(), change.units()).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(new OrderResult.Unknown());
            }
            Order order = found.get();
            if (order.progress().state().after(OrderMove.CHANGE).isEmpty()) {
                return refused(order);
            }
            if (change.base() != 0 && change.base() != order.version()) {
                return Future.succeededFuture(new OrderResult.Stale());
            }
            return connection.preparedQuery(OrderRows.UPDATE).execute(OrderRows.updated(order.id(), change.content()))
                    .compose(changed -> noted(new Note(order.id(), OrderMove.CHANGE, "", change.by())));
        });
    }

    private static Future<OrderResult> refused(Order order) {
        return Future.succeededFuture(new OrderResult.Refused(order.progress().state()));
    }

    private Future<Optional<Order>> locked(UUID id, Set<String> units) {
        return connection.preparedQuery(LOCKED).execute(Tuple.of(id).addArrayOfString(units.toArray(String[]::new)))
                .map(rows -> OrderRows.all(rows).stream().findFirst());
    }

    /** What has happened, for those who ask later. */
    record Note(UUID order, OrderMove move, String why, AuditEvent.Actor by) {
        private AuditEvent event() {
            AuditAction action = move == OrderMove.PLACE ? AuditAction.ORDER_PLACE : AuditAction.ORDER_CHANGE;
            return AuditEvent.success(by, action, order.toString()).with(Map.of("move", move.name()));
        }
    }

    private Future<OrderResult> noted(Note note) {
        return write(note).map(OrderResult.Done::new);
    }

    /** @return the order as it is now */
    Future<Order> write(Note note) {
        return connection.preparedQuery(NOTE)
                .execute(Tuple.of(UuidV7.next(), note.order(), note.move().name(), note.by().name(), note.why()))
                .compose(done -> AuditRows.insert(connection, note.event()))
                .compose(done -> connection.preparedQuery(ONE).execute(Tuple.of(note.order())))
                .map(rows -> OrderRows.order(rows.iterator().next()));
    }
}
