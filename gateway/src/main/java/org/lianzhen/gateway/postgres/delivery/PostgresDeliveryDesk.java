package org.lianzhen.gateway.postgres.delivery;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.delivery.DeliveryDesk;
import org.lianzhen.gateway.delivery.DeliveryOrder;
import org.lianzhen.gateway.delivery.DestinationLoad;
import org.lianzhen.gateway.delivery.StudyDelivery;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.route.Urgency;

/** Tells of deliveries from PostgreSQL. */
public final class PostgresDeliveryDesk implements DeliveryDesk {
    private static final int LIMIT_SECONDS = 20;

    private final Pool pool;

    public PostgresDeliveryDesk(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<List<DestinationLoad>> loads() {
        return ask(DeskSql.LOADS, Tuple.tuple(), PostgresDeliveryDesk::load);
    }

    private static DestinationLoad load(Row row) {
        return new DestinationLoad(row.getString(0),
                new DestinationLoad.Open(row.getInteger(1), row.getInteger(2), row.getInteger(3)), row.getInteger(4),
                instant(row, 5), new DestinationLoad.Lately(row.getInteger(6), row.getInteger(7)));
    }

    @Override
    public CompletionStage<List<StudyDelivery>> ofStudy(String studyInstanceUid, Set<String> units) {
        return ask(DeskSql.OF_STUDY, Tuple.of(studyInstanceUid, (Object) units.toArray(String[]::new)),
                PostgresDeliveryDesk::study);
    }

    @Override
    public CompletionStage<List<StudyDelivery>> open(Set<String> units, int limit) {
        return ask(DeskSql.OPEN, Tuple.of(units.toArray(String[]::new), limit), PostgresDeliveryDesk::study);
    }

    private static StudyDelivery study(Row row) {
        var instances = new StudyDelivery.Instances(row.getInteger(3), row.getInteger(4), row.getInteger(5),
                row.getInteger(6), row.getInteger(7), row.getInteger(8), row.getBoolean(9));
        String priority = row.getString(10);
        return new StudyDelivery(row.getString(0), row.getString(1), row.getString(2), instances,
                priority == null ? null : Urgency.valueOf(priority), row.getString(11), instant(row, 12));
    }

    private static @Nullable Instant instant(Row row, int position) {
        OffsetDateTime moment = row.getOffsetDateTime(position);
        return moment == null ? null : moment.toInstant();
    }

    private <T> CompletionStage<List<T>> ask(String sql, Tuple parameters, Function<Row, T> reading) {
        return Database.answered(pool.preparedQuery(sql).execute(parameters), LIMIT_SECONDS).map(rows -> {
            List<T> all = new ArrayList<>(rows.size());
            rows.forEach(row -> all.add(reading.apply(row)));
            return all;
        }).toCompletionStage();
    }

    @Override
    public CompletionStage<Integer> carryOut(DeliveryOrder order) {
        Future<@Nullable Integer> done = pool.withTransaction(connection -> change(connection, order)
                .compose(count -> count == 0
                        ? Future.succeededFuture(0)
                        : AuditRows.insert(connection, event(order, count)).map(count)));
        return Database.answered(done, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    private static Future<Integer> change(SqlConnection connection, DeliveryOrder order) {
        Tuple parameters = Tuple.of(order.studyInstanceUid(), order.units().toArray(String[]::new),
                order.destination());
        if (order.action() == DeliveryOrder.Action.PRIORITISE) {
            parameters.addString(order.priority().name());
        }
        return connection.preparedQuery(DeskSql.of(order.action())).execute(parameters).map(RowSet::rowCount);
    }

    private static AuditEvent event(DeliveryOrder order, int count) {
        return AuditEvent.success(order.by(), AuditAction.DELIVERY_CHANGE, order.studyInstanceUid())
                .with(Map.of("destination", order.destination(), "action", order.action().name(), "instances",
                        Integer.toString(count), "priority",
                        order.action() == DeliveryOrder.Action.PRIORITISE ? order.priority().name() : ""));
    }
}
