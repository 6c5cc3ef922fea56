package org.lianzhen.gateway.postgres.delivery;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.receipt.Receipt;
import org.lianzhen.gateway.delivery.Answer;
import org.lianzhen.gateway.delivery.DeliveryDesk;
import org.lianzhen.gateway.delivery.DeliveryOrder;
import org.lianzhen.gateway.delivery.DeliveryPage;
import org.lianzhen.gateway.delivery.DeliverySelection;
import org.lianzhen.gateway.delivery.DestinationLoad;
import org.lianzhen.gateway.delivery.InstanceDelivery;
import org.lianzhen.gateway.delivery.ProofKind;
import org.lianzhen.gateway.delivery.StudyDelivery;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.audit.AuditRows;

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

    @Override
    public CompletionStage<List<DestinationLoad>> loads(Set<String> units, Set<String> destinations) {
        return ask(DeskSql.SOME_LOADS,
                Tuple.of(units.toArray(String[]::new), (Object) destinations.toArray(String[]::new)),
                PostgresDeliveryDesk::load);
    }

    private static DestinationLoad load(Row row) {
        return new DestinationLoad(row.getString(0),
                new DestinationLoad.Open(row.getInteger(1), row.getInteger(2), row.getInteger(3), row.getInteger(8)),
                row.getInteger(4),
                instant(row, 5), new DestinationLoad.Lately(row.getInteger(6), row.getInteger(7)),
                new DestinationLoad.Proofs(row.getInteger(9), row.getInteger(10), row.getInteger(11),
                        row.getInteger(12)));
    }

    @Override
    public CompletionStage<List<StudyDelivery>> ofStudy(String studyInstanceUid, Set<String> units) {
        return ask(DeskSql.OF_STUDY, Tuple.of(studyInstanceUid, (Object) units.toArray(String[]::new)),
                PostgresDeliveryDesk::study);
    }

    @Override
    public CompletionStage<DeliveryPage> page(DeliverySelection selection, DeliveryPage.Position after, int limit) {
        boolean ended = selection.state() != null && selection.state().hasEnded();
        Selected selected = ended ? Selected.ended(selection) : Selected.open(selection);
        String sql = PageSql.studies(selected, ended ? "delivery_result" : "delivery_task", after, limit);
        return Database.answered(pool.preparedQuery(sql).execute(selected.parameters()), LIMIT_SECONDS).map(rows -> {
            List<StudyDelivery> items = new ArrayList<>();
            Optional<DeliveryPage.Position> last = Optional.empty();
            for (Row row : rows) {
                StudyDelivery item = study(row);
                items.add(item);
                last = Optional.of(new DeliveryPage.Position(Urgency.valueOf(row.getString(24)),
                        row.getOffsetDateTime(25).toInstant(), row.getUUID(26), item.destination()));
            }
            return new DeliveryPage(items, items.size() < limit ? Optional.empty() : last);
        }).toCompletionStage();
    }

    @Override
    public CompletionStage<List<InstanceDelivery>> instances(DeliverySelection selection, String after, int limit) {
        return ask(PageSql.INSTANCES, Tuple.of(selection.study(), selection.units().toArray(String[]::new),
                selection.destination(), after, limit), PostgresDeliveryDesk::instance);
    }

    private static InstanceDelivery instance(Row row) {
        return new InstanceDelivery(row.getString(0), StudyDelivery.State.valueOf(row.getString(1)),
                Urgency.valueOf(row.getString(2)), row.getInteger(3),
                new Answer(row.getString(11), row.getString(4)), instant(row, 5),
                row.getOffsetDateTime(6).toInstant(), instant(row, 7),
                new InstanceDelivery.Origin(row.getString(8), row.getInteger(9), row.getString(10)));
    }

    private static StudyDelivery study(Row row) {
        var instances = new StudyDelivery.Instances(row.getInteger(3), row.getInteger(4), row.getInteger(5),
                row.getInteger(6), row.getInteger(7), row.getInteger(8), row.getBoolean(9));
        String priority = row.getString(10);
        return new StudyDelivery(row.getString(0), row.getString(1), row.getString(2), instances,
                row.getInteger(21), priority == null ? null : Urgency.valueOf(priority),
                new Answer(row.getString(22), row.getString(11)), instant(row, 12), receipt(row), proof(row));
    }

    private static Receipt receipt(Row row) {
        String rule = row.getString(13);
        return rule == null ? Receipt.RECEIVING : new Receipt(Receipt.Rule.valueOf(rule), instant(row, 14));
    }

    private static StudyDelivery.@Nullable Proof proof(Row row) {
        String state = row.getString(15);
        String kind = row.getString(16);
        return state == null ? null
                : new StudyDelivery.Proof(StudyDelivery.ProofState.valueOf(state),
                        kind == null ? null : ProofKind.valueOf(kind), instant(row, 17),
                        new StudyDelivery.Missing(row.getInteger(18), List.of(row.getArrayOfStrings(19))),
                        new Answer(row.getString(23), row.getString(20)));
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
    public CompletionStage<DeliveryOrder.Extent> preview(DeliveryOrder order) {
        OrderSql sql = OrderSql.of(order);
        return Database.answered(pool.preparedQuery(sql.count()).execute(sql.selected().parameters()), LIMIT_SECONDS)
                .map(rows -> OrderSql.counted(rows.iterator().next().getInteger(0))).toCompletionStage();
    }

    @Override
    public CompletionStage<DeliveryOrder.Extent> carryOut(DeliveryOrder order) {
        Future<@Nullable Integer> done = pool.withTransaction(connection -> change(connection, order)
                .compose(owners -> owners.isEmpty()
                        ? Future.succeededFuture(0)
                        : AuditRows.insert(connection, DeliveryEvents.of(order, owners)).map(owners.size())));
        return Database.answered(done, LIMIT_SECONDS).map(count -> Objects.requireNonNull(count))
                .map(count -> new DeliveryOrder.Extent(count, count == DeliveryOrder.MOST)).toCompletionStage();
    }

    /** The unit that owns it, of each that was changed. */
    private static Future<List<String>> change(SqlConnection connection, DeliveryOrder order) {
        OrderSql sql = OrderSql.of(order);
        return connection.preparedQuery(sql.change()).execute(sql.selected().parameters()).map(rows -> {
            List<String> owners = new ArrayList<>(rows.size());
            rows.forEach(row -> owners.add(row.getString(0)));
            return owners;
        });
    }
}
