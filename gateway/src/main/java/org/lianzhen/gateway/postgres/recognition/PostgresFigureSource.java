package org.lianzhen.gateway.postgres.recognition;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.recognition.FigureSource;
import org.lianzhen.gateway.recognition.RecognitionFigures;

/** Counts in PostgreSQL. */
public final class PostgresFigureSource implements FigureSource {
    private static final int LIMIT_SECONDS = 20;
    private static final int MOST_ROWS = 2000;

    /**
     * $1 to $2 is the month, $3 when answers cease to count for it, $4 the units. Of a prompt the last decision before $3 counts; an
     * adoption of the month counts as long as it was not taken back.
     */
    private static final String COUNT = """
            with raised as (select p.*, %1$s as key from recognition_prompt p
                where p.raised_at >= $1 and p.raised_at < $2 and p.unit = any($4)),
            answered as (select r.key, d.kind, d.counted_reason from raised r join lateral (
                    select kind, counted_reason from recognition_decision d
                    where d.prompt = r.id and d.decided_at < $3 order by d.number desc limit 1) d on true
                where r.form in ('HARD', 'INFO')),
            taken as (select %1$s as key, count(*) as adoptions from recognition_decision d
                    join recognition_prompt p on p.id = d.prompt
                where d.kind = 'ADOPTED' and d.decided_at >= $1 and d.decided_at < $2 and p.unit = any($4)
                    and p.form in ('HARD', 'INFO') and not exists (select from recognition_decision b
                        where b.prompt = d.prompt and b.number > d.number and b.decided_at < $3) group by 1),
            seen as (select %1$s as key, count(*) as views from recognition_view v
                    join recognition_prompt p on p.id = v.prompt
                where v.viewed_at >= $1 and v.viewed_at < $2 and p.unit = any($4) group by 1),
            saved as (select %1$s as key, sum(s.amount) as money from recognition_saving s
                    join recognition_decision d on d.id = s.decision join recognition_prompt p on p.id = d.prompt
                where s.at >= $1 and s.at < $2 and p.unit = any($4) group by 1),
            counted as (select key, count(*) filter (where form in ('HARD', 'INFO')) as prompts,
                    count(*) filter (where form = 'SOFT') as soft, count(*) as orders,
                    count(*) filter (where code not in ('Z00', 'U00')) as prior,
                    count(*) filter (where outcome = 'SHOULD_RECOGNIZE') as should,
                    count(*) filter (where outcome = 'SHOULD_RECOGNIZE' and exists (select from imaging_order o
                        where o.id = imaging_order and o.state = 'PERFORMED')) as repeated
                from raised group by 1),
            said as (select key, count(*) filter (where kind = 'ADOPTED') as adopted,
                    count(*) filter (where kind = 'DECLINED') as declined from answered group by 1),
            why as (select key, jsonb_object_agg(reason, times) as reasons from (
                    select key, coalesce(counted_reason, '') as reason, count(*) as times from answered
                    where kind = 'DECLINED' group by 1, 2) as each group by 1),
            keys as (select key from counted union select key from taken union select key from seen
                union select key from saved)
            select k.key, coalesce(c.prompts, 0) as prompts, coalesce(a.adopted, 0) as adopted,
                coalesce(a.declined, 0) as declined, coalesce(t.adoptions, 0) as adoptions,
                coalesce(v.views, 0) as views, coalesce(c.orders, 0) as orders, coalesce(c.prior, 0) as prior,
                coalesce(c.should, 0) as should, coalesce(c.repeated, 0) as repeated, coalesce(c.soft, 0) as soft,
                coalesce(s.money, 0) as money, coalesce(w.reasons, '{}') as reasons
            from keys k left join counted c using (key) left join said a using (key) left join taken t using (key)
                left join seen v using (key) left join saved s using (key) left join why w using (key)
            order by prompts desc, key limit %2$d""";

    private final Pool pool;

    public PostgresFigureSource(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Map<String, RecognitionFigures>> count(Asked asked) {
        LocalDate first = asked.month().atDay(1);
        LocalDate next = asked.month().plusMonths(1).atDay(1);
        Tuple parameters = Tuple.tuple().addOffsetDateTime(begin(first)).addOffsetDateTime(begin(next))
                .addOffsetDateTime(begin(next.plusDays(asked.cohortDays())))
                .addArrayOfString(asked.units().toArray(String[]::new));
        Future<Map<String, RecognitionFigures>> counted = pool
                .preparedQuery(COUNT.formatted(key(asked.by()), MOST_ROWS))
                .execute(parameters).map(rows -> {
                    Map<String, RecognitionFigures> all = new LinkedHashMap<>();
                    rows.forEach(row -> all.put(row.getString("key"), figures(row)));
                    return all;
                });
        return Database.answered(counted, LIMIT_SECONDS).toCompletionStage();
    }

    private static OffsetDateTime begin(LocalDate day) {
        return day.atStartOfDay(MemberDirectory.ZONE).toOffsetDateTime();
    }

    private static String key(By by) {
        return switch (by) {
            case TOTAL -> "''::text";
            case UNIT -> "p.unit";
            case SOURCE -> "coalesce(p.source_unit, '')";
            case DEPARTMENT -> "p.department";
            case DOCTOR -> "p.doctor";
            case ITEM -> "p.item";
        };
    }

    private static RecognitionFigures figures(Row row) {
        Map<String, Long> reasons = new HashMap<>();
        JsonObject said = row.getJsonObject("reasons");
        said.fieldNames().forEach(code -> reasons.put(code, said.getLong(code)));
        BigDecimal money = row.getBigDecimal("money");
        return new RecognitionFigures(new RecognitionFigures.Counts(row.getLong("prompts"), row.getLong("adopted"),
                row.getLong("declined"), row.getLong("adoptions"), row.getLong("views"), row.getLong("orders"),
                row.getLong("prior"), row.getLong("should"), row.getLong("repeated"), row.getLong("soft")), reasons,
                money.setScale(2));
    }
}
