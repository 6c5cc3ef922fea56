package org.lianzhen.gateway.postgres.audit;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.ChainReport;
import org.lianzhen.gateway.audit.ChainReport.Break;
import org.lianzhen.gateway.audit.ChainReport.Damage;
import org.lianzhen.gateway.audit.ChainReport.Link;

/** Walks along the chain, page by page, and stops at the first link that is not what it must be. */
final class ChainCheck {
    private static final int PAGE = 1000;
    private static final int LIMIT_SECONDS = 60;
    private static final String BEFORE = "select hash from audit_seal where sequence = $1";
    private static final String LINKS = "select s.sequence, s.hash, s.event, " + EventRow.COLUMNS
            + " from audit_seal s left join audit_event e on e.id = s.event"
            + " where s.sequence between $1 and $2 order by s.sequence limit " + PAGE;
    private static final String LAST = "select coalesce(max(sequence), 0) from audit_seal";
    /** In one statement, because an event comes and goes on to the chain in transactions. */
    private static final String OUTSIDE = """
            select exists (select from audit_event e where not exists (select from audit_seal s where s.event = e.id)
                    and not exists (select from audit_pending p where p.event = e.id)),
                exists (select from audit_pending p where not exists (select from audit_event e where e.id = p.event))""";
    private static final String WAITING = "select count(*) from audit_pending";

    private final Pool pool;
    private final long from;
    private final PostgresAuditTrail.Walk walk;
    private long sequence;
    private String hash = EventRow.NO_HASH;
    private final SortedMap<Long, String> anchors;
    private @Nullable Break broken;

    /** @param anchors hashes that were noted elsewhere, by sequence */
    ChainCheck(Pool pool, long from, SortedMap<Long, String> anchors, PostgresAuditTrail.Walk walk) {
        this.pool = pool;
        this.anchors = anchors;
        this.from = from;
        this.walk = walk;
        this.sequence = from - 1;
    }

    Future<ChainReport> run(long to) {
        return before().compose(done -> ask(LAST, Tuple.tuple()))
                .compose(rows -> walk(Math.min(to, rows.iterator().next().getLong(0))))
                .compose(done -> {
                    checkEnd(to);
                    return outside();
                }).compose(done -> ask(WAITING, Tuple.tuple()))
                .map(rows -> new ChainReport(sequence - from + 1, new Link(sequence, sequence == 0 ? "" : hash),
                        rows.iterator().next().getLong(0), broken));
    }

    private Future<Void> before() {
        if (sequence == 0) {
            return Future.succeededFuture();
        }
        return ask(BEFORE, Tuple.of(sequence)).map(rows -> {
            if (rows.size() == 0) {
                broken = new Break(sequence, Damage.LINK_MISSING);
            }
            rows.forEach(row -> hash = row.getString(0));
            return null;
        });
    }

    private Future<Void> walk(long to) {
        if (broken != null || sequence >= to) {
            return Future.succeededFuture();
        }
        return ask(LINKS, Tuple.of(sequence + 1, to)).compose(rows -> {
            if (rows.size() == 0) {
                broken = new Break(sequence + 1, Damage.LINK_MISSING);
            }
            rows.forEach(this::check);
            walk.reached(sequence, to);
            return walk(to);
        });
    }

    private void check(Row row) {
        if (broken != null) {
            return;
        }
        long found = row.getLong("sequence");
        Damage damage = found != sequence + 1 ? Damage.LINK_MISSING : damage(row);
        if (damage != null) {
            broken = new Break(sequence + 1, damage);
            return;
        }
        sequence = found;
        hash = row.getString("hash");
    }

    private @Nullable Damage damage(Row row) {
        if (row.getUUID("id") == null) {
            return Damage.EVENT_MISSING;
        }
        String found = row.getString("hash");
        if (!EventRow.of(row).hash(hash, sequence + 1).equals(found)) {
            return Damage.CHANGED;
        }
        return anchors.getOrDefault(sequence + 1, found).equals(found) ? null : Damage.NOT_AS_NOTED;
    }

    /** What was noted was in the chain: a chain that ends before it had more. */
    private void checkEnd(long to) {
        if (broken == null && !anchors.isEmpty() && anchors.lastKey() > sequence && to > sequence) {
            broken = new Break(sequence + 1, Damage.CUT_OFF);
        }
    }

    /** Looks at every event there is, so only when the whole chain is asked for. */
    private Future<Void> outside() {
        if (broken != null || from > 1) {
            return Future.succeededFuture();
        }
        return ask(OUTSIDE, Tuple.tuple()).map(rows -> {
            Row row = rows.iterator().next();
            if (row.getBoolean(0)) {
                broken = new Break(0, Damage.EVENT_OUTSIDE);
            } else if (row.getBoolean(1)) {
                broken = new Break(0, Damage.EVENT_MISSING);
            }
            return null;
        });
    }

    private Future<RowSet<Row>> ask(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).timeout(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
