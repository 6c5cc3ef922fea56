package org.lianzhen.gateway.postgres.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.BreakGlassStore;
import org.lianzhen.gateway.access.BrokenGlass;
import org.lianzhen.gateway.access.BrokenGlass.Verdict;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.postgres.access.AccessSql.Statement;
import org.lianzhen.gateway.postgres.audit.AuditRows;

/** Keeps emergencies as rows; how long each lasts follows the rules in force and the database's clock. */
public final class PostgresBreakGlassStore implements BreakGlassStore {
    private static final String OWNERS = "select unit from study where uid = $1";
    private static final String STUDIES = "select uid, unit from study where patient = $1 order by id desc limit $2";
    private static final String COLUMNS = """
            id, unit, account, study_uid, owner_unit, reason, opened_at, open_until, review_due, verdict, comment,
            reviewer, reviewed_at""";
    private static final String OPEN = """
            insert into break_glass (id, unit, account, study_uid, owner_unit, reason, open_until, review_due)
            select $1, $2, $3, $4, $5, $6, now() + make_interval(hours => r.break_glass_hours),
                now() + make_interval(hours => r.break_glass_review_hours)
            from access_rule r returning\s""" + COLUMNS;
    private static final String STANDING = "select " + COLUMNS
            + " from break_glass where owner_unit = any($1) and verdict is null order by review_due, id limit $2";
    private static final String REVIEWED = "select " + COLUMNS
            + " from break_glass where owner_unit = any($1) and verdict is not null order by id desc limit $2";
    private static final String REVIEW = """
            update break_glass set verdict = $3, comment = $4, reviewer = $5, reviewed_at = now()
            where id = $1 and owner_unit = any($2) and verdict is null and account <> $5""";

    private final Pool pool;
    private final AccessSql sql;

    public PostgresBreakGlassStore(Pool pool) {
        this.pool = pool;
        sql = new AccessSql(pool);
    }

    @Override
    public CompletionStage<Set<String>> owners(String study) {
        return AccessSql.answered(sql.ask(OWNERS, Tuple.of(study)).map(rows -> {
            Set<String> owners = new HashSet<>();
            rows.forEach(row -> owners.add(row.getString(0)));
            return owners;
        }));
    }

    @Override
    public CompletionStage<List<BrokenGlass.Place>> studiesOf(UUID patient, int limit) {
        return AccessSql.answered(sql.ask(STUDIES, Tuple.of(patient, limit)).map(rows -> {
            List<BrokenGlass.Place> places = new ArrayList<>();
            rows.forEach(row -> places.add(new BrokenGlass.Place(row.getString(0), row.getString(1))));
            return places;
        }));
    }

    @Override
    public CompletionStage<List<BrokenGlass>> open(Opening opening) {
        return AccessSql.answered(pool.withTransaction(connection -> {
            Future<List<BrokenGlass>> opened = Future.succeededFuture(new ArrayList<>());
            for (BrokenGlass.Place place : opening.places()) {
                opened = opened.compose(before -> open(connection, opening, place).map(one -> {
                    before.add(one);
                    return before;
                }));
            }
            return opened;
        }));
    }

    private static Future<BrokenGlass> open(SqlClient connection, Opening opening, BrokenGlass.Place place) {
        Caller caller = opening.caller();
        UUID id = UuidV7.next();
        AuditEvent event = AuditEvent
                .success(caller.actor(Operation.BREAK_GLASS), AuditAction.BREAK_GLASS, place.study())
                .with(Map.of("id", id.toString(), "owner", place.owner()));
        return connection.preparedQuery(OPEN)
                .execute(Tuple.of(id, caller.unit(), caller.account(), place.study(), place.owner(), opening.reason()))
                .compose(rows -> AuditRows.insert(connection, event).map(kept -> glass(rows.iterator().next())));
    }

    @Override
    public CompletionStage<List<BrokenGlass>> list(Set<String> owners, boolean reviewed, int limit) {
        Tuple asked = Tuple.of(owners.toArray(String[]::new), limit);
        return AccessSql.answered(sql.ask(reviewed ? REVIEWED : STANDING, asked).map(PostgresBreakGlassStore::all));
    }

    private static List<BrokenGlass> all(RowSet<Row> rows) {
        List<BrokenGlass> glasses = new ArrayList<>();
        rows.forEach(row -> glasses.add(glass(row)));
        return glasses;
    }

    private static BrokenGlass glass(Row row) {
        return new BrokenGlass(row.getUUID("id"), new BrokenGlass.By(row.getString("account"), row.getString("unit")),
                new BrokenGlass.Place(row.getString("study_uid"), row.getString("owner_unit")),
                row.getString("reason"),
                new BrokenGlass.Times(row.getOffsetDateTime("opened_at").toInstant(),
                        row.getOffsetDateTime("open_until").toInstant(),
                        row.getOffsetDateTime("review_due").toInstant()),
                review(row));
    }

    private static BrokenGlass.@Nullable Review review(Row row) {
        String verdict = row.getString("verdict");
        return verdict == null ? null
                : new BrokenGlass.Review(Verdict.valueOf(verdict),
                        Objects.requireNonNullElse(row.getString("comment"), ""),
                        row.getString("reviewer"), row.getOffsetDateTime("reviewed_at").toInstant());
    }

    @Override
    public CompletionStage<Boolean> review(Judgement judgement, AuditEvent event) {
        Ruling ruling = judgement.ruling();
        return sql.change(event, new Statement(REVIEW, Tuple.of(judgement.id(),
                judgement.owners().toArray(String[]::new), ruling.verdict().name(), ruling.comment(),
                ruling.reviewer())));
    }
}
