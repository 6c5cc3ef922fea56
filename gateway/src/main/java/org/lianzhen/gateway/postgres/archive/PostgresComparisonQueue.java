package org.lianzhen.gateway.postgres.archive;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.conflict.ComparisonQueue;
import org.lianzhen.gateway.archive.conflict.Pace;

/** The rows of instances that wait to be compared are the queue; several processes share it. */
public final class PostgresComparisonQueue implements ComparisonQueue {
    private static final String NEXT = """
            select i.id, i.sop_instance_uid, i.series, i.version, i.object_key, i.object_length, k.comparisons + 1 as attempt
            from parking k join instance i on i.id = k.instance
            where k.comparing and (k.claimed_until is null or k.claimed_until < now())
            order by k.emergency desc, k.parked_at limit 1 for update of k skip locked""";

    /** In the same place, not itself the same as another, and not waiting to be compared after this one. */
    private static final String EARLIER = """
            select i.id, i.object_key, i.object_length from instance i
            where i.sop_instance_uid = $1 and i.series = $2 and i.version <> $3 and i.state <> 'REDUNDANT'
                and (i.version < $3 or i.state = 'ACTIVE')
            order by i.state = 'ACTIVE' desc, i.version limit 8""";

    private static final String CLAIM = """
            update parking set comparisons = $2, claimed_until = now() + $3 * interval '1 millisecond' where instance = $1""";

    private static final String SETTLE = """
            with settled as (
                update parking set comparing = false, claimed_until = null, findings = $2, same_as = $3,
                    decided_at = case when $3::uuid is null then null else now() end
                where instance = $1 and comparing returning instance
            )
            update instance i set state = case when $3::uuid is null then state else 'REDUNDANT' end,
                park_reason = $4
            from settled s where i.id = s.instance""";

    private final Pool pool;

    public PostgresComparisonQueue(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Optional<Task>> next(Pace pace) {
        return Transactions.in(pool, connection -> connection.query(NEXT).execute()
                .compose(rows -> rows.size() == 0 ? Future.succeededFuture(Optional.<Task>empty())
                        : claim(connection, rows.iterator().next(), pace).map(Optional::of)));
    }

    private static Future<Task> claim(SqlConnection connection, Row row, Pace pace) {
        Tuple place = Tuple.of(row.getString("sop_instance_uid"), row.getUUID("series"), row.getInteger("version"));
        return connection.preparedQuery(EARLIER).execute(place).compose(found -> {
            Task task = new Task(row.getUUID("id"), row.getInteger("attempt"), version(row), versions(found));
            Tuple lease = Tuple.of(task.instance(), task.attempt(), pace.lease(task).toMillis());
            return connection.preparedQuery(CLAIM).execute(lease).map(done -> task);
        });
    }

    private static List<Version> versions(RowSet<Row> rows) {
        List<Version> versions = new ArrayList<>(rows.size());
        rows.forEach(row -> versions.add(version(row)));
        return versions;
    }

    private static Version version(Row row) {
        return new Version(row.getUUID("id"), row.getString("object_key"), row.getLong("object_length"));
    }

    @Override
    public CompletionStage<Void> settle(Task task, Verdict verdict) {
        return Transactions.in(pool, connection -> switch (verdict) {
            case Verdict.Redundant(UUID sameAs) -> settle(connection, task, sameAs,
                    new Outcome("SYNTAX_DIFFERS", List.of()));
            case Verdict.Different(List<String> where) -> settle(connection, task, null,
                    new Outcome("CONTENT_DIFFERS", where));
            case Verdict.Undecided(String why) -> settle(connection, task, null,
                    new Outcome("NOT_COMPARABLE", List.of(why)));
        });
    }

    private record Outcome(String reason, List<String> findings) {}

    /** What somebody else has settled meanwhile stays as it is. */
    private static Future<Void> settle(SqlConnection connection, Task task, @Nullable UUID sameAs, Outcome outcome) {
        Tuple parameters = Tuple.of(task.instance(), outcome.findings().toArray(String[]::new), sameAs,
                outcome.reason());
        return connection.preparedQuery(SETTLE).execute(parameters)
                .compose(settled -> settled.rowCount() == 0 || sameAs != null
                        ? Future.succeededFuture()
                        : FurtherVersion.raise(connection, task.instance()).mapEmpty());
    }
}
