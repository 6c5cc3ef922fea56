package org.lianzhen.gateway.postgres.route;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Period;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.route.Addition;
import org.lianzhen.gateway.route.ArrivedStudy;
import org.lianzhen.gateway.route.KeptRehearsal;
import org.lianzhen.gateway.route.Rehearsal;
import org.lianzhen.gateway.route.Rehearsed;
import org.lianzhen.gateway.route.RouteStore;
import org.lianzhen.gateway.route.RouteVersion;
import org.lianzhen.gateway.route.Subject;

/** Keeps versions of the routes in PostgreSQL. */
public final class PostgresRouteStore implements RouteStore {
    private static final int LIMIT_SECONDS = 10;
    private static final LocalDate NEVER = LocalDate.of(9999, 1, 1);
    private static final String NEWEST = """
            select number, author, made_at, document, reason from route_version order by number desc limit $1""";
    private static final String NEWEST_OF = """
            select number, author, made_at, document, reason from route_version where author = $1 order by number desc limit 1""";
    /** Of each series, what its first instance says. */
    private static final String ARRIVED = """
            select s.uid as study, s.unit, f.urgency::text, s.created_at as arrived_at, f.source, f.target,
                %s
            from (select * from study where created_at >= $1 and created_at < $2 order by created_at desc limit $3) s
            join series e on e.study = s.id
            cross join lateral (select * from instance i where i.series = e.id order by i.id limit 1) f
            order by s.created_at desc, s.id""".formatted(Subjects.SHOWN);
    private static final String ADD = """
            insert into route_version (number, author, document, reason)
            select $1::int + 1, $2, $3, $4 where $1 = (select coalesce(max(number), 0) from route_version)
            on conflict (number) do nothing returning number, author, made_at, document, reason""";

    private final Pool pool;

    public PostgresRouteStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<List<RouteVersion>> versions(int limit) {
        return rows(NEWEST, Tuple.of(limit)).toCompletionStage();
    }

    @Override
    public CompletionStage<Optional<RouteVersion>> newestOf(String author) {
        return rows(NEWEST_OF, Tuple.of(author)).map(all -> all.stream().findFirst()).toCompletionStage();
    }

    @Override
    public CompletionStage<List<ArrivedStudy>> arrived(Period days, int studies) {
        LocalDate last = days.to();
        Tuple parameters = Tuple.of(begin(days.from() == null ? LocalDate.EPOCH : days.from()),
                begin(last == null ? NEVER : last.plusDays(1)), studies);
        return Database.answered(pool.preparedQuery(ARRIVED).execute(parameters), LIMIT_SECONDS).map(rows -> {
            Map<String, List<Subject>> byStudy = new LinkedHashMap<>();
            for (Row row : rows) {
                byStudy.computeIfAbsent(row.getString("study"), study -> new ArrayList<>()).add(Subjects.of(row));
            }
            return byStudy.entrySet().stream().map(study -> new ArrivedStudy(study.getKey(), study.getValue()))
                    .toList();
        }).toCompletionStage();
    }

    private static OffsetDateTime begin(LocalDate day) {
        return day.atStartOfDay(MemberDirectory.ZONE).toOffsetDateTime();
    }

    @Override
    public CompletionStage<Void> keep(String author, String document, Rehearsal rehearsal) {
        return Database.answered(pool.preparedQuery(RehearsalRows.KEEP)
                .execute(RehearsalRows.tuple(author, document, rehearsal)), LIMIT_SECONDS).<Void>mapEmpty()
                .toCompletionStage();
    }

    @Override
    public CompletionStage<List<KeptRehearsal>> rehearsals(int limit) {
        return Database.answered(pool.preparedQuery(RehearsalRows.NEWEST).execute(Tuple.of(limit)), LIMIT_SECONDS)
                .map(RehearsalRows::all).toCompletionStage();
    }

    @Override
    public CompletionStage<List<Rehearsed>> rehearsed(int limit) {
        return Database.answered(pool.preparedQuery(RehearsalRows.DOCUMENTS).execute(Tuple.of(limit)), LIMIT_SECONDS)
                .map(rows -> {
                    List<Rehearsed> all = new ArrayList<>(rows.size());
                    rows.forEach(row -> all.add(new Rehearsed(row.getUUID("id"), row.getString("document"))));
                    return List.copyOf(all);
                }).toCompletionStage();
    }

    @Override
    public CompletionStage<Optional<RouteVersion>> add(Addition addition) {
        Future<@Nullable Optional<RouteVersion>> done = pool.withTransaction(connection -> connection
                .preparedQuery(ADD)
                .execute(Tuple.of(addition.base(), addition.author(), addition.document(), addition.reason()))
                .map(rows -> versions(rows).stream().findFirst())
                .compose(added -> added.isEmpty() ? Future.succeededFuture(added)
                        : keepWith(connection, added.get(), addition).map(added)));
        return Database.answered(done, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    private static Future<Void> keepWith(SqlConnection connection, RouteVersion added, Addition addition) {
        return connection.preparedQuery(RehearsalRows.BACK)
                .execute(Tuple.tuple().addInteger(added.number())
                        .addArrayOfUUID(addition.backing().toArray(UUID[]::new)))
                .compose(backed -> AuditRows.insert(connection, addition.events()));
    }

    private Future<List<RouteVersion>> rows(String sql, Tuple parameters) {
        return Database.answered(pool.preparedQuery(sql).execute(parameters), LIMIT_SECONDS)
                .map(PostgresRouteStore::versions);
    }

    private static List<RouteVersion> versions(RowSet<Row> rows) {
        List<RouteVersion> versions = new ArrayList<>(rows.size());
        for (Row row : rows) {
            versions.add(new RouteVersion(row.getInteger("number"), row.getString("author"),
                    row.getOffsetDateTime("made_at").toInstant(), row.getString("document"), row.getString("reason")));
        }
        return List.copyOf(versions);
    }
}
