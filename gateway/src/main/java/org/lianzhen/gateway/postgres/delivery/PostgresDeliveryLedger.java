package org.lianzhen.gateway.postgres.delivery;

import io.vertx.core.Future;
import io.vertx.pgclient.data.Interval;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.delivery.Arrived;
import org.lianzhen.gateway.delivery.DeliveryLease;
import org.lianzhen.gateway.delivery.DeliveryLedger;
import org.lianzhen.gateway.delivery.DeliveryTask;
import org.lianzhen.gateway.delivery.Ending;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.route.Plan;
import org.lianzhen.gateway.route.Routing;

/** Keeps deliveries in PostgreSQL. */
public final class PostgresDeliveryLedger implements DeliveryLedger {
    private static final int LIMIT_SECONDS = 20;
    private static final int MOST_CONTESTS = 16;

    private final Pool pool;

    public PostgresDeliveryLedger(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Integer> plan(int limit, int routesVersion, Function<Arrived, Plan> routing) {
        Future<@Nullable Integer> planned = pool
                .withTransaction(connection -> new Planning(connection, routesVersion, routing).take(limit));
        return Database.answered(planned, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    @Override
    public CompletionStage<Optional<Followed>> follow(Function<String, Optional<Routing.Following>> rules) {
        Future<@Nullable Optional<Followed>> followed = pool
                .withTransaction(connection -> new PriorWork(connection, rules).go());
        return Database.answered(followed, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    @Override
    public CompletionStage<Optional<DeliveryLease>> lease(String destination, Urgency least, String holder,
            Duration term) {
        return lease(Tuple.of(destination, least.name(), holder, interval(term)), MOST_CONTESTS).toCompletionStage();
    }

    /** @param contests that may be lost before it counts as if there were nothing */
    private Future<Optional<DeliveryLease>> lease(Tuple wish, int contests) {
        return Database.answered(pool.preparedQuery(LedgerSql.LEASE).execute(wish), LIMIT_SECONDS).compose(rows -> {
            for (Row row : rows) {
                Long epoch = row.getLong(1);
                if (epoch != null) {
                    return Future.succeededFuture(Optional.of(new DeliveryLease(row.getUUID(0), wish.getString(0),
                            epoch, Urgency.valueOf(row.getString(2)), urgency(row.getString(3)))));
                }
                if (contests > 0) {
                    return lease(wish, contests - 1);
                }
            }
            return Future.succeededFuture(Optional.empty());
        });
    }

    private static @Nullable Urgency urgency(@Nullable String name) {
        return name == null ? null : Urgency.valueOf(name);
    }

    @Override
    public CompletionStage<Optional<Urgency>> waiting(String destination, Urgency than) {
        return ask(LedgerSql.WAITING, destination, than.name()).map(rows -> {
            for (Row row : rows) {
                return Optional.of(Urgency.valueOf(row.getString(0)));
            }
            return Optional.<Urgency>empty();
        }).toCompletionStage();
    }

    @Override
    public CompletionStage<Void> hasten(String destination) {
        return ask(LedgerSql.HASTEN, destination).<Void>mapEmpty().toCompletionStage();
    }

    @Override
    public CompletionStage<List<DeliveryTask>> due(DeliveryLease lease, int limit) {
        return ask(LedgerSql.DUE, lease.study(), lease.destination(), limit).map(rows -> {
            List<DeliveryTask> tasks = new ArrayList<>(rows.size());
            rows.forEach(row -> tasks.add(new DeliveryTask(row.getUUID(0), kept(row),
                    Urgency.valueOf(row.getString(8)), row.getInteger(1), instant(row.getOffsetDateTime(9)))));
            return tasks;
        }).toCompletionStage();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static KeptInstance kept(Row row) {
        return new KeptInstance(row.getString(2), new SopReference(row.getString(3), row.getString(4)),
                row.getString(5), row.getString(6), row.getInteger(7));
    }

    @Override
    public CompletionStage<Boolean> areWanted(Collection<UUID> tasks) {
        return ask(LedgerSql.WANTED, (Object) tasks.toArray(UUID[]::new))
                .map(rows -> rows.iterator().next().getInteger(0) == tasks.size()).toCompletionStage();
    }

    @Override
    public CompletionStage<Boolean> settle(DeliveryLease lease, List<Ending> endings, Duration term) {
        Future<@Nullable Boolean> settled = pool
                .withTransaction(connection -> new Settlement(connection, endings).write(lease, interval(term)));
        return Database.answered(settled, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    @Override
    public CompletionStage<Void> release(DeliveryLease lease) {
        return ask(LedgerSql.RELEASE, lease.study(), lease.destination(), lease.epoch()).<Void>mapEmpty()
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Void> prepare() {
        return Database.answered(pool.query(LedgerSql.PARTITIONS).execute(), LIMIT_SECONDS).<Void>mapEmpty()
                .toCompletionStage();
    }

    static Interval interval(Duration duration) {
        return Interval.of(0, 0, 0, 0, 0, Math.toIntExact(duration.toSeconds()), duration.toNanosPart() / 1000);
    }

    private Future<RowSet<Row>> ask(String sql, Object... parameters) {
        return Database.answered(pool.preparedQuery(sql).execute(Tuple.from(parameters)), LIMIT_SECONDS);
    }
}
