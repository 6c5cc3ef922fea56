package org.lianzhen.gateway.postgres.order;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.Worklist;
import org.lianzhen.gateway.postgres.Database;

/** The worklist, from the orders in PostgreSQL. */
public final class PostgresWorklist implements Worklist {
    private static final String FIND = OrderRows.SELECT + """
            where o.state in ('ORDERED', 'DISCONTINUED')
                and (o.unit = $1 or o.unit = any($2) and o.station = any($3))
                and ($4 = '' or o.modality = $4) and ($5 = '' or o.accession_number = $5)
                and ($6 = '' or o.patient_id = $6)
                and ($7::date is null or o.scheduled_at is null or o.scheduled_at >= $7)
                and ($8::date is null or o.scheduled_at is null or o.scheduled_at < $8 + 1)
            order by o.scheduled_at, o.id limit $9""";

    private final Pool pool;

    public PostgresWorklist(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<List<Order>> find(Wanted wanted) {
        Scope scope = wanted.scope();
        Filter filter = wanted.filter();
        Tuple parameters = Tuple.of(scope.unit()).addArrayOfString(scope.readable().toArray(String[]::new))
                .addArrayOfString(scope.stations().toArray(String[]::new)).addString(filter.modality())
                .addString(filter.accession()).addString(filter.patientId());
        day(parameters, filter.from());
        day(parameters, filter.to());
        return Database.answered(pool.preparedQuery(FIND).execute(parameters.addInteger(wanted.limit())),
                PostgresOrderStore.LIMIT_SECONDS).map(OrderRows::all).toCompletionStage();
    }

    private static void day(Tuple parameters, @Nullable LocalDate day) {
        parameters.addLocalDate(day);
    }
}
