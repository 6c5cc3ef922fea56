package org.lianzhen.gateway.postgres.reading;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.order.OrderPatient.Visit;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.reading.queue.DueTasks;
import org.lianzhen.gateway.reading.queue.ReadingRules;

/** Finds in PostgreSQL what is due first. */
public final class PostgresDueTasks implements DueTasks {
    private static final int LIMIT_SECONDS = 10;
    private static final String NEXT = """
            select t.id, t.unit, t.reader, s.uid, t.urgency::text as urgency, s.modalities,
                array(select distinct e.body_part_examined from series e
                    where e.study = s.id and e.body_part_examined <> '' order by 1) as body_parts, t.due_at,
                array(select distinct o.visit from order_match m join imaging_order o on o.id = m.imaging_order
                    where m.study = s.id and o.visit <> '') as visits
            from reading_task t join study s on s.id = t.study
            where t.state in ('QUEUED', 'CLAIMED', 'PRELIM_WRITTEN', 'IN_REVIEW', 'SENT_BACK') and t.approver is null
            order by t.due_at limit $1""";

    private final Pool pool;

    public PostgresDueTasks(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<List<Due>> next(int limit) {
        return Database.answered(pool.preparedQuery(NEXT).execute(Tuple.of(limit)), LIMIT_SECONDS).map(rows -> {
            List<Due> due = new ArrayList<>(rows.size());
            rows.forEach(row -> due.add(due(row)));
            return due;
        }).toCompletionStage();
    }

    private static Due due(Row row) {
        return new Due(row.getUUID("id"), row.getString("reader"), row.getString("uid"),
                new ReadingRules.Case(row.getString("unit"), Urgency.valueOf(row.getString("urgency")),
                        Arrays.stream(row.getArrayOfStrings("visits")).map(Visit::valueOf).collect(Collectors.toSet()),
                        Set.of(row.getArrayOfStrings("modalities")), Set.of(row.getArrayOfStrings("body_parts"))),
                row.getOffsetDateTime("due_at").toInstant());
    }
}
