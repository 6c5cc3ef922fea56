package org.lianzhen.gateway.postgres.notify;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.Roster;
import org.lianzhen.gateway.notify.RosterStore;
import org.lianzhen.gateway.notify.RosterVersion;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.audit.AuditRows;

/** Keeps versions of rosters in PostgreSQL. */
public final class PostgresRosterStore implements RosterStore {
    private static final int LIMIT_SECONDS = 10;
    private static final String COLUMNS = "unit, duty, number, author, made_at, shifts";
    private static final String IN_FORCE = "select distinct on (unit, duty) " + COLUMNS
            + " from duty_roster order by unit, duty, number desc";
    private static final String VERSIONS = "select " + COLUMNS
            + " from duty_roster where unit = $1 and duty = $2 order by number desc limit $3";
    private static final String ADD = """
            insert into duty_roster (unit, duty, number, author, shifts)
            select $1, $2, $3::int + 1, $4, $5
            where $3 = (select coalesce(max(number), 0) from duty_roster where unit = $1 and duty = $2)
            on conflict do nothing returning\s""" + COLUMNS;

    private final Pool pool;

    public PostgresRosterStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<List<RosterVersion>> inForce() {
        return rows(IN_FORCE, Tuple.tuple());
    }

    @Override
    public CompletionStage<List<RosterVersion>> versions(String unit, Duty duty, int limit) {
        return rows(VERSIONS, Tuple.of(unit, duty.name(), limit));
    }

    @Override
    public CompletionStage<Optional<RosterVersion>> add(int base, String author, Roster roster, AuditEvent event) {
        Tuple wanted = Tuple.of(roster.unit(), roster.duty().name(), base, author, ShiftsJson.of(roster.shifts()));
        Future<@Nullable Optional<RosterVersion>> done = pool.withTransaction(connection -> connection
                .preparedQuery(ADD).execute(wanted).map(rows -> all(rows).stream().findFirst())
                .compose(added -> added.isEmpty() ? Future.succeededFuture(added)
                        : AuditRows.insert(connection, event).map(added)));
        return Database.answered(done, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    private CompletionStage<List<RosterVersion>> rows(String sql, Tuple parameters) {
        return Database.answered(pool.preparedQuery(sql).execute(parameters), LIMIT_SECONDS)
                .map(PostgresRosterStore::all).toCompletionStage();
    }

    private static List<RosterVersion> all(Iterable<Row> rows) {
        List<RosterVersion> all = new ArrayList<>();
        for (Row row : rows) {
            all.add(new RosterVersion(row.getInteger("number"), row.getString("author"),
                    row.getOffsetDateTime("made_at").toInstant(), roster(row)));
        }
        return List.copyOf(all);
    }

    private static Roster roster(Row row) {
        return new Roster(row.getString("unit"), Duty.valueOf(row.getString("duty")),
                ShiftsJson.read(row.getJsonArray("shifts")));
    }
}
