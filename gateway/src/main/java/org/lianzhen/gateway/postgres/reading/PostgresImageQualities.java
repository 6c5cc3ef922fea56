package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.reading.quality.Criterion;
import org.lianzhen.gateway.reading.quality.Grade;
import org.lianzhen.gateway.reading.quality.ImageQualities;
import org.lianzhen.gateway.reading.quality.ImageQuality;

/** Keeps what readers say of images in PostgreSQL. */
public final class PostgresImageQualities implements ImageQualities {
    private static final int LIMIT_SECONDS = 10;
    private static final String COLUMNS = """
            q.number, q.grade, q.scores, q.defects, q.remark, q.account, q.at,
            coalesce((select a.display_name from account a where a.name = q.account), q.account) as name""";
    private static final String OF_STUDY = "select " + COLUMNS + """
             from image_quality q join study s on s.id = q.study
            where s.uid = $1 and q.unit = any($2) order by q.number desc""";
    /** The reading is locked, so that its report does not become final meanwhile, and of two windows one is first. */
    private static final String LOCK = """
            select id from reading_task where id = $1 and holder = $2 and state in ('CLAIMED', 'IN_REVIEW')
                and approver is null for no key update""";
    private static final String KEEP = """
            insert into image_quality as q (study, number, unit, grade, scores, defects, remark, account)
            select t.study, $2::int + 1, t.unit, $3, $4, $5, $6, $7 from reading_task t where t.id = $1
                and $2 = (select coalesce(max(x.number), 0) from image_quality x where x.study = t.study)
            on conflict do nothing returning\s""" + COLUMNS;
    private static final String NEWEST = """
            select distinct on (q.study) q.study, q.unit, q.number, q.grade, q.at from image_quality q
            order by q.study, q.number desc""";
    private static final String MONTHS = """
            select s.unit, to_char(s.created_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month,
                count(*)::int as taken, (count(*) filter (where q.grade = 'A'))::int as a,
                (count(*) filter (where q.grade = 'B'))::int as b, (count(*) filter (where q.grade = 'C'))::int as c,
                (count(*) filter (where q.grade = 'REJECT'))::int as reject
            from study s left join (%s) q on q.study = s.id
            where s.unit = any($1) and s.created_at >= $2::text::timestamp at time zone 'Asia/Shanghai'
            group by 1, 2 order by 2 desc, 1""".formatted(NEWEST);
    private static final String POOR = """
            select s.uid, q.unit, q.number, q.grade from (%s) q join study s on s.id = q.study
            where q.grade in ('C', 'REJECT') and q.at > $1 order by q.at limit $2""".formatted(NEWEST);

    private final Pool pool;

    public PostgresImageQualities(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<List<ImageQuality>> ofStudy(String studyInstanceUid, Set<String> units) {
        return all(OF_STUDY, Tuple.of(studyInstanceUid).addArrayOfString(units.toArray(String[]::new)),
                PostgresImageQualities::quality);
    }

    @Override
    public CompletionStage<Optional<ImageQuality>> keep(Wish wish, AuditEvent event) {
        var scores = new JsonObject();
        wish.said().scores().forEach((criterion, points) -> scores.put(criterion.name(), points));
        Tuple row = Tuple.of(wish.task(), wish.base(), wish.grade().name(), scores)
                .addArrayOfString(wish.said().defects().toArray(String[]::new)).addString(wish.said().remark())
                .addString(wish.account());
        Future<@Nullable Optional<ImageQuality>> kept = pool.withTransaction(connection -> connection
                .preparedQuery(LOCK).execute(Tuple.of(wish.task(), wish.account()))
                .compose(held -> held.size() == 0 ? Future.succeededFuture(Optional.<ImageQuality>empty())
                        : connection.preparedQuery(KEEP).execute(row).map(PostgresImageQualities::first))
                .compose(added -> added.isEmpty() ? Future.succeededFuture(added)
                        : AuditRows.insert(connection, event).map(added)));
        return Database.answered(kept, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    @Override
    public CompletionStage<List<Month>> months(Set<String> units, YearMonth since) {
        Tuple asked = Tuple.tuple().addArrayOfString(units.toArray(String[]::new))
                .addString(since.atDay(1).toString());
        return all(MONTHS, asked, row -> new Month(row.getString("unit"), YearMonth.parse(row.getString("month")),
                row.getInteger("taken"), new Graded(row.getInteger("a"), row.getInteger("b"), row.getInteger("c"),
                        row.getInteger("reject"))));
    }

    @Override
    public CompletionStage<List<Poor>> poor(Instant since, int limit) {
        return all(POOR, Tuple.of(since.atOffset(ZoneOffset.UTC), limit), row -> new Poor(row.getString("uid"),
                row.getString("unit"), row.getInteger("number"), Grade.valueOf(row.getString("grade"))));
    }

    private static Optional<ImageQuality> first(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(quality(row));
        }
        return Optional.empty();
    }

    private static ImageQuality quality(Row row) {
        JsonObject scores = row.getJsonObject("scores");
        Map<Criterion, Integer> points = new EnumMap<>(Criterion.class);
        for (Criterion criterion : Criterion.values()) {
            points.put(criterion, scores.getInteger(criterion.name(), 0));
        }
        return new ImageQuality(row.getInteger("number"), Grade.valueOf(row.getString("grade")),
                new ImageQuality.Said(points, List.of(row.getArrayOfStrings("defects")), row.getString("remark")),
                row.getString("account"), row.getString("name"), row.getOffsetDateTime("at").toInstant());
    }

    private <T> CompletionStage<List<T>> all(String sql, Tuple parameters, Function<Row, T> reading) {
        return Database.answered(pool.preparedQuery(sql).execute(parameters), LIMIT_SECONDS).map(rows -> {
            List<T> all = new ArrayList<>(rows.size());
            rows.forEach(row -> all.add(reading.apply(row)));
            return all;
        }).toCompletionStage();
    }
}
