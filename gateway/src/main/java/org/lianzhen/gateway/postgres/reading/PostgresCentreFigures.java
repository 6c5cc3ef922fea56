package org.lianzhen.gateway.postgres.reading;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.reading.figures.CentreFigures;

/** Counts what centres have done, in PostgreSQL: one statement a table of figures. */
public final class PostgresCentreFigures implements CentreFigures {
    private static final int LIMIT_SECONDS = 30;

    /**
     * Of which part a study {@code t} is at a moment {@code happened}. Of reports, what was first final and the newest preliminary
     * report before it count; of months, each ends with a backlog of its own.
     */
    private static final String FIGURES = """
            with span as (
                select $2::date::timestamp at time zone 'Asia/Shanghai' as begin,
                    ($3::date + 1)::timestamp at time zone 'Asia/Shanghai' as finish),
            task as (
                select t.*, coalesce((select m from unnest(s.modalities) with ordinality as u (m, place)
                    where m not in ('SR', 'PR', 'KO', 'DOC', 'OT') order by place limit 1), s.modalities[1], '') as modality
                from reading_task t join study s on s.id = t.study where t.reader = any($1)),
            final as (
                select distinct on (v.task) v.task, v.number, v.signed_at, v.signer, v.positive, v.words
                from report_version v join task t on t.id = v.task where v.kind = 'FINAL' order by v.task, v.number),
            first as (
                select distinct on (v.task) v.task, v.signed_at, v.signer
                from report_version v join task t on t.id = v.task where v.kind = 'PRELIMINARY'
                order by v.task, v.number),
            ended as (
                select %1$s as key, extract(epoch from x.signed_at - t.received_at) / 60 as minutes,
                    x.signed_at <= t.due_at as on_time, x.positive,
                    (select p.words <> x.words from report_version p where p.task = x.task
                        and p.kind = 'PRELIMINARY' and p.number < x.number order by p.number desc limit 1) as differs
                from final x join task t on t.id = x.task
                    cross join lateral (select x.signed_at as happened) h, span
                where x.signed_at >= span.begin and x.signed_at < span.finish),
            came as (
                select %1$s as key, exists (select from reading_event e where e.task = t.id and e.move = 'RECALL') as recalled
                from task t cross join lateral (select t.received_at as happened) h, span
                where t.received_at >= span.begin and t.received_at < span.finish),
            begun as (
                select %1$s as key, coalesce(x.signer <> f.signer, false) as twice
                from first f join task t on t.id = f.task left join final x on x.task = f.task
                    cross join lateral (select f.signed_at as happened) h, span
                where f.signed_at >= span.begin and f.signed_at < span.finish),
            ends as (%2$s),
            waiting as (
                select %3$s as key, t.due_at < ends.moment as late
                from ends cross join task t left join final x on x.task = t.id
                where t.received_at < ends.moment and (x.task is null or x.signed_at >= ends.moment)
                    and (t.state not in ('APPROVED', 'WITHDRAWN', 'REPLACED') or x.signed_at >= ends.moment)),
            parts as (
                select key, count(*) as reports, percentile_cont(0.5) within group (order by minutes) as median,
                    percentile_cont(0.9) within group (order by minutes) as p90,
                    percentile_cont(0.95) within group (order by minutes) as p95,
                    count(*) filter (where on_time) as on_time, count(*) filter (where positive) as positive,
                    count(differs) as compared, count(*) filter (where differs) as differing,
                    0 as came, 0 as recalled, 0 as begun, 0 as twice, 0 as waiting, 0 as late from ended group by key
                union all select key, 0, null, null, null, 0, 0, 0, 0,
                    count(*), count(*) filter (where recalled), 0, 0, 0, 0 from came group by key
                union all select key, 0, null, null, null, 0, 0, 0, 0,
                    0, 0, count(*), count(*) filter (where twice), 0, 0 from begun group by key
                union all select key, 0, null, null, null, 0, 0, 0, 0,
                    0, 0, 0, 0, count(*), count(*) filter (where late) from waiting group by key)
            select key, %4$s as name, sum(reports)::int as reports, max(median)::float8 as median, max(p90)::float8 as p90,
                max(p95)::float8 as p95, sum(on_time)::int as on_time, sum(positive)::int as positive,
                sum(compared)::int as compared, sum(differing)::int as differing, sum(came)::int as came,
                sum(recalled)::int as recalled, sum(begun)::int as begun, sum(twice)::int as twice,
                sum(waiting)::int as waiting, sum(late)::int as late
            from parts where key is not null group by key order by key""";
    private static final String ONE_END = "select least(finish, now()) as moment, '' as month from span";
    private static final String MONTH_ENDS = """
            select least((m + interval '1 month') at time zone 'Asia/Shanghai', finish, now()) as moment,
                to_char(m, 'YYYY-MM') as month
            from span, generate_series(date_trunc('month', begin at time zone 'Asia/Shanghai'),
                (finish at time zone 'Asia/Shanghai') - interval '1 second', interval '1 month') as m
            where m at time zone 'Asia/Shanghai' < now()""";
    private static final Map<By, String> STATEMENTS = statements();

    private final Pool pool;

    public PostgresCentreFigures(Pool pool) {
        this.pool = pool;
    }

    private static Map<By, String> statements() {
        Map<By, String> statements = new EnumMap<>(By.class);
        for (By by : By.values()) {
            String key = key(by);
            statements.put(by, FIGURES.formatted(key, by == By.MONTH ? MONTH_ENDS : ONE_END,
                    by == By.MONTH ? "ends.month" : key,
                    by == By.DOCTOR ? "(select a.display_name from account a where a.name = key)" : "null::text"));
        }
        return statements;
    }

    private static String key(By by) {
        return switch (by) {
            case ALL -> "''";
            case UNIT -> "t.unit";
            case MODALITY -> "t.modality";
            case URGENCY -> "t.urgency::text";
            case DOCTOR -> "t.writer";
            case MONTH -> "to_char(h.happened at time zone 'Asia/Shanghai', 'YYYY-MM')";
        };
    }

    @Override
    public CompletionStage<List<Row>> figures(Asked asked) {
        Tuple parameters = Tuple.tuple().addArrayOfString(asked.readers().toArray(String[]::new))
                .addLocalDate(asked.from()).addLocalDate(asked.to());
        String statement = Objects.requireNonNull(STATEMENTS.get(asked.by()));
        return Database.answered(pool.preparedQuery(statement).execute(parameters), LIMIT_SECONDS).map(rows -> {
            List<Row> figures = new ArrayList<>(rows.size());
            rows.forEach(row -> figures.add(row(row)));
            return figures;
        }).toCompletionStage();
    }

    private static Row row(io.vertx.sqlclient.Row row) {
        int reports = row.getInteger("reports");
        return new Row(row.getString("key"), row.getString("name"),
                new Turnaround(reports, row.getDouble("median"), row.getDouble("p90"), row.getDouble("p95")),
                new Shares(new Share(row.getInteger("on_time"), reports),
                        new Share(row.getInteger("positive"), reports),
                        new Share(row.getInteger("differing"), row.getInteger("compared")),
                        new Share(row.getInteger("recalled"), row.getInteger("came")),
                        new Share(row.getInteger("twice"), row.getInteger("begun"))),
                new Backlog(row.getInteger("waiting"), row.getInteger("late")));
    }
}
