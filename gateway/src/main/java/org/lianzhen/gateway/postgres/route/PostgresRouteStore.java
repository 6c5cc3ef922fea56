package org.lianzhen.gateway.postgres.route;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.route.RouteStore;
import org.lianzhen.gateway.route.RouteVersion;
import org.lianzhen.gateway.route.Subject;

/** Keeps versions of the routes in PostgreSQL. */
public final class PostgresRouteStore implements RouteStore {
    private static final int LIMIT_SECONDS = 10;
    private static final String NEWEST = """
            select number, author, made_at, document from route_version order by number desc limit $1""";
    /** Of each series, what its first instance says. */
    private static final String LATELY = """
            select s.id as study, s.unit, f.urgency::text, s.created_at as arrived_at, f.source, f.target, e.modality,
                e.body_part_examined, s.description
            from (select * from study order by created_at desc limit $1) s join series e on e.study = s.id
            cross join lateral (select * from instance i where i.series = e.id order by i.id limit 1) f
            order by s.created_at desc, s.id""";
    private static final String ADD = """
            insert into route_version (number, author, document)
            select $1::int + 1, $2, $3 where $1 = (select coalesce(max(number), 0) from route_version)
            on conflict (number) do nothing returning number, author, made_at, document""";

    private final Pool pool;

    public PostgresRouteStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<List<RouteVersion>> versions(int limit) {
        return rows(NEWEST, Tuple.of(limit)).toCompletionStage();
    }

    @Override
    public CompletionStage<List<List<Subject>>> arrivedLately(int studies) {
        return Database.answered(pool.preparedQuery(LATELY).execute(Tuple.of(studies)), LIMIT_SECONDS).map(rows -> {
            Map<UUID, List<Subject>> byStudy = new LinkedHashMap<>();
            for (Row row : rows) {
                byStudy.computeIfAbsent(row.getUUID("study"), study -> new ArrayList<>()).add(Subjects.of(row));
            }
            return List.copyOf(byStudy.values());
        }).toCompletionStage();
    }

    @Override
    public CompletionStage<Optional<RouteVersion>> add(int base, String author, String document) {
        return rows(ADD, Tuple.of(base, author, document)).map(added -> added.stream().findFirst())
                .toCompletionStage();
    }

    private Future<List<RouteVersion>> rows(String sql, Tuple parameters) {
        return Database.answered(pool.preparedQuery(sql).execute(parameters), LIMIT_SECONDS).map(rows -> {
            List<RouteVersion> versions = new ArrayList<>(rows.size());
            for (Row row : rows) {
                versions.add(new RouteVersion(row.getInteger("number"), row.getString("author"),
                        row.getOffsetDateTime("made_at").toInstant(), row.getString("document")));
            }
            return List.copyOf(versions);
        });
    }
}
