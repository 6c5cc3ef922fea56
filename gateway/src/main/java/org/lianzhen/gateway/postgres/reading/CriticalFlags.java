package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.lianzhen.gateway.reading.critical.CriticalFlag;
import org.lianzhen.gateway.reading.critical.CriticalMove;
import org.lianzhen.gateway.reading.critical.CriticalStep;
import org.lianzhen.gateway.reading.critical.CriticalValue;

/** Reads critical values of a study as a report has them. */
final class CriticalFlags {
    /** More than anybody finds on one study, and than anybody is told. */
    private static final int MOST = 50;
    private static final String VALUES = CriticalRows.SELECT + CriticalRows.FROM
            + "where s.uid = $1 and v.state <> 'WITHDRAWN' order by v.raised_at, v.id limit " + MOST;
    private static final String STEPS = """
            select c.*, coalesce((select a.display_name from account a where a.name = c.account), c.account) as name,
                coalesce((select a.display_name from account a where a.name = c.person and c.move = 'NOTIFY'), c.person)
                    as person_name
            from critical_step c join critical_value v on v.id = c.value join study s on s.id = v.study
            where s.uid = $1 and v.state <> 'WITHDRAWN' and c.move in ('NOTIFY', 'ACKNOWLEDGE')
            order by c.value, c.number""";

    private CriticalFlags() {}

    static Future<List<CriticalFlag>> of(SqlClient client, String study) {
        return client.preparedQuery(VALUES).execute(Tuple.of(study)).map(CriticalRows::values)
                .compose(values -> values.isEmpty() ? Future.succeededFuture(List.of())
                        : client.preparedQuery(STEPS).execute(Tuple.of(study)).map(rows -> {
                            Map<UUID, List<Row>> steps = StreamSupport.stream(rows.spliterator(), false)
                                    .collect(Collectors.groupingBy(row -> row.getUUID("value")));
                            return values.stream().map(value -> flag(value, steps.getOrDefault(value.id(), List.of())))
                                    .toList();
                        }));
    }

    private static CriticalFlag flag(CriticalValue value, List<Row> rows) {
        List<CriticalFlag.Step> told = new ArrayList<>();
        CriticalFlag.Step readBack = null;
        for (Row row : rows) {
            CriticalStep.Kept kept = CriticalRows.step(row);
            CriticalStep.How how = kept.step().how();
            if (kept.step().move() == CriticalMove.ACKNOWLEDGE) {
                String person = how.channel().equals(CriticalStep.How.PHONE) ? how.person() : kept.name();
                readBack = new CriticalFlag.Step(person, how.channel(), how.words(), kept.step().at());
            } else if (told.size() < MOST) {
                told.add(new CriticalFlag.Step(how.person(), how.channel(), "", kept.step().at()));
            }
        }
        return new CriticalFlag(value.what().item().name(), value.what().finding(), value.times().raisedAt(),
                value.what().byName(), told, readBack);
    }
}
