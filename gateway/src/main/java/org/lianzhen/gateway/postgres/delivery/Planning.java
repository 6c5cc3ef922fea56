package org.lianzhen.gateway.postgres.delivery;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.lianzhen.gateway.delivery.Arrived;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.postgres.route.Subjects;
import org.lianzhen.gateway.route.Plan;

/** Arrivals become work, in one transaction: a crash loses neither and does neither twice. */
final class Planning {
    /** Of an emergency that contradicts something, and that nobody has decided about yet. */
    private static final String WARNED = " PARKED=CONTRADICTS";

    private final SqlConnection connection;
    private final int routesVersion;
    private final Function<Arrived, Plan> routing;

    Planning(SqlConnection connection, int routesVersion, Function<Arrived, Plan> routing) {
        this.connection = connection;
        this.routesVersion = routesVersion;
        this.routing = routing;
    }

    /** How many arrivals there were. */
    Future<Integer> take(int limit) {
        return execute(LedgerSql.ARRIVALS, Tuple.of(limit)).compose(arrivals -> {
            if (arrivals.rowCount() == 0) {
                return Future.succeededFuture(0);
            }
            var work = new Work();
            List<UUID> taken = new ArrayList<>();
            for (Row row : arrivals) {
                taken.add(row.getUUID("id"));
                routing.apply(new Arrived(row.getUUID("id"), Subjects.of(row))).deliveries()
                        .forEach(delivery -> work.add(row, delivery));
            }
            return (work.ids.isEmpty() ? Future.succeededFuture() : execute(LedgerSql.TASKS, work.tuple(routesVersion)))
                    .compose(added -> work.followed.isEmpty()
                            ? Future.succeededFuture()
                            : execute(PriorSql.WANTED, work.followers(routesVersion)))
                    .compose(added -> execute(LedgerSql.CONSUMED, Tuple.of(taken.toArray(UUID[]::new))))
                    .map(taken.size());
        });
    }

    private Future<RowSet<Row>> execute(String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters);
    }

    /** New tasks, column by column. */
    private static final class Work {
        private final List<UUID> ids = new ArrayList<>();
        private final List<String> units = new ArrayList<>();
        private final List<UUID> instances = new ArrayList<>();
        private final List<UUID> studies = new ArrayList<>();
        private final List<Plan.Delivery> deliveries = new ArrayList<>();
        private final List<String> reasons = new ArrayList<>();
        private final Map<Kind, Plan.Delivery> followed = new LinkedHashMap<>();

        /** Series of a new study, as far as it matters for what follows it. */
        private record Kind(UUID study, String unit, String destination, String modality, String bodyPart) {}

        void add(Row row, Plan.Delivery delivery) {
            ids.add(UuidV7.next());
            units.add(row.getString("unit"));
            instances.add(row.getUUID("instance"));
            studies.add(row.getUUID("study"));
            deliveries.add(delivery);
            if (delivery.priors()) {
                followed.putIfAbsent(new Kind(row.getUUID("study"), row.getString("unit"), delivery.destination(),
                        row.getString("modality"), row.getString("body_part_examined")), delivery);
            }
            reasons.add(row.getBoolean("warning") ? delivery.reason() + WARNED : delivery.reason());
        }

        Tuple tuple(int routesVersion) {
            return Tuple.from(List.of(uuids(ids), units.toArray(String[]::new), uuids(instances), uuids(studies),
                    texts(deliveries, Plan.Delivery::destination),
                    texts(deliveries, delivery -> delivery.priority().name()), texts(deliveries, Plan.Delivery::route),
                    routesVersion, reasons.toArray(String[]::new)));
        }

        Tuple followers(int routesVersion) {
            List<Kind> kinds = List.copyOf(followed.keySet());
            return Tuple.from(List.of(kinds.stream().map(Kind::study).toArray(UUID[]::new),
                    texts(kinds, Kind::destination), texts(kinds, Kind::modality), texts(kinds, Kind::bodyPart),
                    texts(kinds, Kind::unit), texts(followed.values(), delivery -> delivery.priority().name()),
                    texts(followed.values(), Plan.Delivery::route), routesVersion));
        }

        private static <T> String[] texts(Collection<T> all, Function<T, String> text) {
            return all.stream().map(text).toArray(String[]::new);
        }

        private static UUID[] uuids(List<UUID> list) {
            return list.toArray(UUID[]::new);
        }

    }
}
