package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.order.OrderPatient;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.reading.queue.ReadingIntake;
import org.lianzhen.gateway.reading.queue.ReadingMatter;
import org.lianzhen.gateway.reading.queue.ReadingMove;

/** Brings studies into the queues of centres, and back into them. */
public final class PostgresReadingIntake implements ReadingIntake {
    private static final int LIMIT_SECONDS = 20;
    private static final String NEWS = """
            select study from reading_news where look_at <= now() order by look_at limit $1 for update skip locked""";
    private static final String MATTERS = """
            select s.id, s.unit, s.modalities,
                array(select distinct upper(e.body_part_examined) from series e where e.study = s.id) as body_parts,
                least((select min(i.urgency) from series e join instance i on i.series = e.id
                    where e.study = s.id and i.state = 'ACTIVE'), nullif(o.urgency, '')::urgency)::text as urgency, nullif(o.visit, '') as visit,
                case when r.state = 'STABLE' then r.stable_at
                    when r.study is null and s.changed_at <= now() - make_interval(secs => $2)
                        then s.changed_at + make_interval(secs => $2) end as stable_at,
                exists (select from alert a where a.settled_at is null and (a.subject = s.id or a.subject in
                    (select i.id from series e join instance i on i.series = e.id where e.study = s.id))) as contradicted
            from study s left join study_receipt r on r.study = s.id
                left join order_match m on m.study = s.id and m.state = 'MATCHED'
                left join imaging_order o on o.id = m.imaging_order
            where s.id = any($1) and s.instance_count > 0 order by s.created_at""";
    private static final String OPEN = """
            select centre, count(*)::int as open from reading_task where state not in ('APPROVED', 'WITHDRAWN', 'REPLACED')
            group by centre""";
    private static final String LOOKED_AT = """
            delete from reading_news n where n.study = any($1)
                and (exists (select from study_receipt r where r.study = n.study) or exists (select from study s
                    where s.id = n.study and s.changed_at <= now() - make_interval(secs => $2)))""";
    /** Without routes nobody tells when it is quiet. */
    private static final String LATER = """
            update reading_news n set look_at = s.changed_at + make_interval(secs => $2 + 1) from study s
            where s.id = n.study and n.study = any($1)""";
    private static final String OVERDUE = """
            select t.id, t.holder, s.uid from reading_task t join study s on s.id = t.study
            where t.held_until < now() limit 50 for update of t skip locked""";
    private static final String GIVE_BACK = """
            update reading_task set state = held_from, holder = null, held_until = null, held_from = null,
                version = version + 1, changed_at = now() where id = $1""";

    private final Pool pool;

    public PostgresReadingIntake(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Integer> take(BiFunction<ReadingMatter, Map<String, Integer>, Optional<Place>> decide,
            Round round) {
        return inTransaction(connection -> connection.preparedQuery(NEWS).execute(Tuple.of(round.limit()))
                .compose(news -> news.size() == 0 ? Future.succeededFuture(0)
                        : looked(connection, studies(news, round), decide)));
    }

    /** With the time after which a study is quiet, as the statements take both. */
    private static Tuple studies(RowSet<Row> news, Round round) {
        List<UUID> studies = new ArrayList<>();
        news.forEach(row -> studies.add(row.getUUID("study")));
        return Tuple.tuple().addArrayOfUUID(studies.toArray(UUID[]::new)).addDouble((double) round.quiet().toSeconds());
    }

    private static Future<Integer> looked(SqlConnection connection, Tuple studies,
            BiFunction<ReadingMatter, Map<String, Integer>, Optional<Place>> decide) {
        Future<RowSet<Row>> matters = connection.preparedQuery(MATTERS).execute(studies);
        Future<RowSet<Row>> open = connection.query(OPEN).execute();
        return Future.all(matters, open).compose(both -> {
            Map<String, Integer> waiting = new HashMap<>();
            open.result().forEach(row -> waiting.put(row.getString("centre"), row.getInteger("open")));
            Future<Void> all = Future.succeededFuture();
            for (Row row : matters.result()) {
                ReadingMatter matter = matter(row);
                Optional<Place> place = decide.apply(matter, Map.copyOf(waiting));
                if (place.isPresent()) {
                    waiting.merge(place.get().centre(), 1, Integer::sum);
                    all = all.compose(before -> TaskIntake.put(connection, matter, place.get()));
                }
            }
            return all;
        }).compose(done -> connection.preparedQuery(LOOKED_AT).execute(studies))
                .compose(done -> connection.preparedQuery(LATER).execute(studies))
                .map(done -> studies.getArrayOfUUIDs(0).length);
    }

    private static ReadingMatter matter(Row row) {
        OffsetDateTime stable = row.getOffsetDateTime("stable_at");
        String urgency = row.getString("urgency");
        String visit = row.getString("visit");
        return new ReadingMatter(row.getUUID("id"), row.getString("unit"),
                urgency == null ? Urgency.ROUTINE : Urgency.valueOf(urgency),
                visit == null ? null : OrderPatient.Visit.valueOf(visit),
                List.of(row.getArrayOfStrings("modalities")), List.of(row.getArrayOfStrings("body_parts")),
                stable == null ? null : stable.toInstant(), row.getBoolean("contradicted"));
    }

    @Override
    public CompletionStage<Integer> release() {
        return inTransaction(connection -> connection.query(OVERDUE).execute().compose(rows -> {
            Future<Void> all = Future.succeededFuture();
            for (Row row : rows) {
                all = all.compose(before -> giveBack(connection, row));
            }
            return all.map(done -> rows.size());
        }));
    }

    private static Future<Void> giveBack(SqlConnection connection, Row row) {
        UUID task = row.getUUID("id");
        AuditEvent event = AuditEvent
                .success(AuditEvent.Actor.GATEWAY, AuditAction.READING_MOVE, row.getString("uid"))
                .with(Map.of("move", ReadingMove.RELEASE.name(), "from", row.getString("holder"), "reason", "idle"));
        return connection.preparedQuery(GIVE_BACK).execute(Tuple.of(task)).compose(
                done -> TaskEvents.add(connection, task, "", new TaskEvents.Step(ReadingMove.RELEASE,
                        row.getString("holder"))))
                .compose(done -> AuditRows.insert(connection, event));
    }

    private CompletionStage<Integer> inTransaction(Function<SqlConnection, Future<Integer>> work) {
        Future<@Nullable Integer> done = pool.withTransaction(work);
        return Database.answered(done, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }
}
