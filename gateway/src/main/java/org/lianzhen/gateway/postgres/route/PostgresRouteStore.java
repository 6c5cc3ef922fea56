package org.lianzhen.gateway.postgres.route;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.route.RouteStore;
import org.lianzhen.gateway.route.RouteVersion;

/** Keeps versions of the routes in PostgreSQL. */
public final class PostgresRouteStore implements RouteStore {
    private static final int LIMIT_SECONDS = 10;
    private static final String NEWEST = """
            select number, author, made_at, document from route_version order by number desc limit $1""";
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
