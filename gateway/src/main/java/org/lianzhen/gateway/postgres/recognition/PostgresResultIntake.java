package org.lianzhen.gateway.postgres.recognition;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.recognition.ItemMapping;
import org.lianzhen.gateway.recognition.ResultIntake;

/** Makes results of studies and their reports. */
public final class PostgresResultIntake implements ResultIntake {
    private static final int LIMIT_SECONDS = 20;
    private static final String NEWS = """
            select study from recognition_news where look_at <= now() order by look_at limit $1 for update skip locked""";
    private static final String STUDIES = """
            select s.id, s.unit, s.patient, s.accession_number, s.study_date, s.study_time, s.timezone_offset,
                s.created_at, s.modalities,
                coalesce(o.item_code, '') as local_code, coalesce(nullif(o.item_name, ''), s.description) as local_name,
                array(select distinct upper(e.body_part_examined) from series e
                    where e.study = s.id and e.body_part_examined <> '') as body_parts,
                array(select distinct e.laterality from series e where e.study = s.id and e.laterality <> '') as sides,
                coalesce(o.laterality, '') as ordered_side,
                (select v.kind from report_version v where v.task = t.id and v.kind <> 'PROPOSAL'
                    order by v.number desc limit 1) as kind
            from study s left join reading_task t on t.study = s.id
                left join order_match m on m.study = s.id and m.state = 'MATCHED'
                left join imaging_order o on o.id = m.imaging_order
            where s.id = any($1)""";
    private static final String CONFIRMED = "select unit, key, item from local_item where unit = any($1)";
    private static final String LOOKED_AT = "delete from recognition_news where study = any($1)";
    private static final String UNMAPPED = """
            select unit, local_code, local_name, count(*) as results,
                (array_agg(array_to_string(body_parts, E'\\n') order by performed_at desc))[1] as parts,
                (array_agg(array_to_string(modalities, E'\\n') order by performed_at desc))[1] as made
            from exam_result where items = '{}' group by unit, local_code, local_name
            order by count(*) desc, unit, local_code, local_name limit $1""";
    private static final String CONFIRM = """
            insert into local_item (unit, key, item, confirmed_by) values ($1, $2, $3, $4)
            on conflict (unit, key) do update set item = $3, confirmed_by = $4, confirmed_at = now()""";
    private static final String APPLY = """
            update exam_result set items = array[$4], changed_at = now()
            where unit = $1 and local_code = $2 and ($2 <> '' or local_name = $3)""";

    private final Pool pool;

    public PostgresResultIntake(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Integer> take(Mapping mapping, int limit) {
        Future<Integer> done = pool.withTransaction(connection -> connection.preparedQuery(NEWS)
                .execute(Tuple.of(limit)).compose(news -> news.size() == 0 ? Future.succeededFuture(0)
                        : looked(connection, news, mapping)));
        return Database.answered(done, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    private static Future<Integer> looked(SqlConnection connection, RowSet<Row> news, Mapping mapping) {
        List<UUID> ids = new ArrayList<>();
        news.forEach(row -> ids.add(row.getUUID("study")));
        Tuple studies = Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new));
        return connection.preparedQuery(STUDIES).execute(studies)
                .compose(rows -> confirmed(connection, rows).compose(known -> {
                    Future<Void> all = Future.succeededFuture();
                    for (Row row : rows) {
                        if (row.getString("kind") != null) {
                            List<String> items = mapping.items(described(row),
                                    known.getOrDefault(row.getString("unit"), Map.of()));
                            all = all.compose(before -> ResultRows.put(connection, row, items));
                        }
                    }
                    return all;
                })).compose(done -> connection.preparedQuery(LOOKED_AT).execute(studies)).map(done -> ids.size());
    }

    private static Future<Map<String, Map<String, String>>> confirmed(SqlConnection connection, RowSet<Row> studies) {
        List<String> units = new ArrayList<>();
        studies.forEach(row -> units.add(row.getString("unit")));
        return connection.preparedQuery(CONFIRMED)
                .execute(Tuple.tuple().addArrayOfString(units.stream().distinct().toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Map<String, String>> known = new HashMap<>();
                    rows.forEach(row -> known.computeIfAbsent(row.getString("unit"), unit -> new HashMap<>())
                            .put(row.getString("key"), row.getString("item")));
                    return known;
                });
    }

    private static ItemMapping.Described described(Row row) {
        return new ItemMapping.Described(row.getString("local_code"), row.getString("local_name"),
                Set.of(distinct(row.getArrayOfStrings("modalities"))),
                Set.of(distinct(row.getArrayOfStrings("body_parts"))));
    }

    private static String[] distinct(String[] texts) {
        return Arrays.stream(texts).filter(text -> !text.isEmpty()).distinct().toArray(String[]::new);
    }

    @Override
    public CompletionStage<List<Unmapped>> unmapped(int limit) {
        return Database.answered(pool.preparedQuery(UNMAPPED).execute(Tuple.of(limit)), LIMIT_SECONDS).map(rows -> {
            List<Unmapped> all = new ArrayList<>();
            rows.forEach(row -> all.add(new Unmapped(row.getString("unit"),
                    new ItemMapping.Described(row.getString("local_code"), row.getString("local_name"),
                            Set.of(distinct(row.getString("made").split("\n"))),
                            Set.of(distinct(row.getString("parts").split("\n")))),
                    row.getLong("results"))));
            return List.copyOf(all);
        }).toCompletionStage();
    }

    @Override
    public CompletionStage<Integer> confirm(Confirmation confirmation, AuditEvent.Actor by) {
        ItemMapping.Described examination = confirmation.examination();
        AuditEvent event = AuditEvent.success(by, AuditAction.CATALOGUE_CHANGE,
                "recognition/mappings/" + confirmation.unit()).with(Map.of("item", confirmation.item()));
        Future<Integer> done = pool.withTransaction(connection -> connection.preparedQuery(CONFIRM)
                .execute(Tuple.of(confirmation.unit(), ItemMapping.key(examination), confirmation.item(), by.name()))
                .compose(kept -> connection.preparedQuery(APPLY).execute(Tuple.of(confirmation.unit(),
                        examination.code(), examination.name(), confirmation.item())))
                .compose(applied -> AuditRows.insert(connection, event).map(applied.rowCount())));
        return Database.answered(done, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }
}
