package org.lianzhen.gateway.postgres.order;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.order.NewOrder;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderChange;
import org.lianzhen.gateway.order.OrderEvent;
import org.lianzhen.gateway.order.OrderMove;
import org.lianzhen.gateway.order.OrderResult;
import org.lianzhen.gateway.order.OrderSearch;
import org.lianzhen.gateway.order.OrderState;
import org.lianzhen.gateway.order.OrderStep;
import org.lianzhen.gateway.order.OrderStore;
import org.lianzhen.gateway.postgres.Database;

/** Keeps orders in PostgreSQL. */
public final class PostgresOrderStore implements OrderStore {
    static final int LIMIT_SECONDS = 10;
    /** Nobody waits longer for others than for the answer. */
    private static final String LIMITS = "set local lock_timeout = '9s'";
    private static final String FIND = OrderRows.SELECT + "where o.id = $1 and o.unit = any($2)";
    private static final String OF_STUDY = OrderRows.SELECT
            + """
                    where o.id in (select m.imaging_order from order_match m join study s on s.id = m.study where s.uid = $1)
                    order by o.id""";
    private static final String HISTORY = """
            select move, state, version, author, why, happened_at from imaging_order_event
            where imaging_order = $1 order by version""";

    private final Pool pool;

    public PostgresOrderStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Placing> place(NewOrder order, AuditEvent.Actor by) {
        return in(pool, connection -> new PlacingTransaction(connection, order, by).run());
    }

    @Override
    public CompletionStage<Optional<Order>> find(UUID id, Set<String> units) {
        return orders(FIND, Tuple.of(id).addArrayOfString(units.toArray(String[]::new)))
                .thenApply(orders -> orders.stream().findFirst());
    }

    @Override
    public CompletionStage<Optional<Order>> placed(String unit, String placerNumber) {
        return orders(PlacingTransaction.BY_PLACER, Tuple.of(unit, placerNumber))
                .thenApply(orders -> orders.stream().findFirst());
    }

    @Override
    public CompletionStage<List<Order>> search(OrderSearch search) {
        OrderSearchSql.Statement statement = OrderSearchSql.of(search);
        return orders(statement.sql(), statement.parameters());
    }

    @Override
    public CompletionStage<List<Order>> ofStudy(String studyUid) {
        return orders(OF_STUDY, Tuple.of(studyUid));
    }

    private CompletionStage<List<Order>> orders(String sql, Tuple parameters) {
        return Database.answered(pool.preparedQuery(sql).execute(parameters), LIMIT_SECONDS).map(OrderRows::all)
                .toCompletionStage();
    }

    @Override
    public CompletionStage<List<OrderEvent>> history(UUID id) {
        return Database.answered(pool.preparedQuery(HISTORY).execute(Tuple.of(id)), LIMIT_SECONDS).map(rows -> {
            List<OrderEvent> events = new ArrayList<>();
            rows.forEach(row -> events.add(event(row)));
            return events;
        }).toCompletionStage();
    }

    private static OrderEvent event(Row row) {
        return new OrderEvent(OrderMove.valueOf(row.getString("move")), OrderState.valueOf(row.getString("state")),
                row.getInteger("version"), row.getString("author"), row.getString("why"),
                row.getOffsetDateTime("happened_at").toInstant());
    }

    @Override
    public CompletionStage<OrderResult> change(OrderChange change) {
        return in(pool, connection -> new OrderTransaction(connection).change(change));
    }

    @Override
    public CompletionStage<OrderResult> move(OrderStep step) {
        return in(pool, connection -> new OrderTransaction(connection).move(step));
    }

    /** Runs what somebody waits for as one transaction, in limited time. */
    static <T> CompletionStage<T> in(Pool pool, Function<SqlConnection, Future<T>> work) {
        Future<T> done = pool.withTransaction(connection -> connection.query(LIMITS).execute()
                .compose(limited -> work.apply(connection)));
        return Database.answered(done, LIMIT_SECONDS).toCompletionStage();
    }
}
