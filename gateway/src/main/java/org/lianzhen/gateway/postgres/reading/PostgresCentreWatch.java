package org.lianzhen.gateway.postgres.reading;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Policy;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.reading.queue.CentreWatch;
import org.lianzhen.gateway.reading.queue.ReadingTask.Reader;

/** Counts what waits at centres, and who does how much, in PostgreSQL. */
public final class PostgresCentreWatch implements CentreWatch {
    private static final int LIMIT_SECONDS = 10;
    private static final String BACKLOG = """
            with waiting as (
                select t.state, t.unit, t.urgency::text as urgency,\s""" + TaskRows.MODALITIES + """
                    , coalesce(t.due_at < now(), false) as late,
                    case when t.received_at is null then 'ARRIVING'
                        when t.received_at > now() - interval '1 hour' then 'HOUR'
                        when t.received_at > now() - interval '4 hours' then 'FOUR_HOURS'
                        when t.received_at > now() - interval '24 hours' then 'DAY' else 'OLDER' end as age
                from reading_task t join study s on s.id = t.study
                where t.reader = any($1) and t.state not in ('APPROVED', 'WITHDRAWN', 'REPLACED')),
            parts as (
                select 'ALL' as part, '' as key, late from waiting
                union all select 'STATE', state, late from waiting
                union all select 'UNIT', unit, late from waiting
                union all select 'URGENCY', urgency, late from waiting
                union all select 'MODALITY', m, late from waiting cross join unnest(modalities) m
                union all select 'AGE', age, late from waiting)
            select part, key, count(*)::int as studies, (count(*) filter (where late))::int as late
            from parts group by part, key order by part, key""";
    private static final String LOADS = """
            select a.name, a.display_name, h.in_hand, h.late, w.written, w.approved from account a,
                lateral (select count(*)::int as in_hand, (count(*) filter (where t.due_at < now()))::int as late
                    from reading_task t where t.holder = a.name and t.reader = a.unit) h,
                lateral (select (count(*) filter (where v.kind = 'PRELIMINARY'))::int as written,
                    (count(*) filter (where v.kind = 'FINAL'))::int as approved
                    from report_version v where v.signer = a.name and v.signed_at >= $2) w
            where a.unit = any($1) and a.state = 'ACTIVE' and a.roles && $3 order by a.display_name, a.name""";

    private final Pool pool;

    public PostgresCentreWatch(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<List<Share>> backlog(Set<String> readers) {
        return all(BACKLOG, Tuple.of((Object) readers.toArray(String[]::new)),
                row -> new Share(By.valueOf(row.getString("part")), row.getString("key"), row.getInteger("studies"),
                        row.getInteger("late")));
    }

    @Override
    public CompletionStage<List<Load>> loads(Set<String> units, Instant since) {
        String[] roles = Policy.roles(Operation.WRITE_REPORTS).stream().map(Role::name).toArray(String[]::new);
        Tuple parameters = Tuple.tuple().addArrayOfString(units.toArray(String[]::new))
                .addOffsetDateTime(since.atOffset(ZoneOffset.UTC)).addArrayOfString(roles);
        return all(LOADS, parameters,
                row -> new Load(new Reader(row.getString("name"), row.getString("display_name")),
                        row.getInteger("in_hand"), row.getInteger("late"), row.getInteger("written"),
                        row.getInteger("approved")));
    }

    private <T> CompletionStage<List<T>> all(String sql, Tuple parameters, Function<Row, T> form) {
        return Database.answered(pool.preparedQuery(sql).execute(parameters), LIMIT_SECONDS)
                .map((RowSet<Row> rows) -> {
                    List<T> all = new ArrayList<>(rows.size());
                    rows.forEach(row -> all.add(form.apply(row)));
                    return all;
                }).toCompletionStage();
    }
}
