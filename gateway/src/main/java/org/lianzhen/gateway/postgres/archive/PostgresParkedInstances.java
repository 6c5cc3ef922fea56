package org.lianzhen.gateway.postgres.archive;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.archive.Search.Page;
import org.lianzhen.gateway.archive.conflict.Decision;
import org.lianzhen.gateway.archive.conflict.ParkedInstance;
import org.lianzhen.gateway.archive.conflict.ParkedInstances;

/** Parked instances in PostgreSQL; each decision is one transaction. */
public final class PostgresParkedInstances implements ParkedInstances {
    private static final String WAITING = ParkedRow.SELECT + """
            where k.unit = any($1) and k.decided_at is null and not k.comparing
            order by k.parked_at, i.sop_instance_uid, i.version limit $2 offset $3""";

    private static final String DECIDED = ParkedRow.SELECT + """
            where k.unit = any($1) and k.decided_at is not null and k.same_as is null
            order by k.decided_at desc, i.sop_instance_uid, i.version limit $2 offset $3""";

    private static final String ONE = ParkedRow.SELECT
            + "where k.unit = any($1) and k.instance = $2 and not k.comparing and k.same_as is null";

    private final Pool pool;

    public PostgresParkedInstances(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<List<ParkedInstance>> list(Set<String> units, Stage stage, Page page) {
        Tuple parameters = Tuple.of(SearchSql.texts(units), page.limit(), page.offset());
        String sql = stage == Stage.WAITING ? WAITING : DECIDED;
        return Transactions.in(pool, connection -> connection.preparedQuery(sql).execute(parameters)
                .map(PostgresParkedInstances::read));
    }

    @Override
    public CompletionStage<Optional<ParkedInstance>> find(Set<String> units, UUID instance) {
        Tuple parameters = Tuple.of(SearchSql.texts(units), instance);
        return Transactions.in(pool, connection -> connection.preparedQuery(ONE).execute(parameters)
                .map(rows -> read(rows).stream().findFirst()));
    }

    private static List<ParkedInstance> read(RowSet<Row> rows) {
        List<ParkedInstance> parked = new ArrayList<>(rows.size());
        rows.forEach(row -> parked.add(ParkedRow.read(row)));
        return parked;
    }

    @Override
    public CompletionStage<Decision.Result> release(Decision decision) {
        return Transactions.in(pool,
                connection -> DecisionTransaction.run(connection, decision, DecisionTransaction.Kind.RELEASED));
    }

    @Override
    public CompletionStage<Decision.Result> reject(Decision decision) {
        return Transactions.in(pool,
                connection -> DecisionTransaction.run(connection, decision, DecisionTransaction.Kind.REJECTED));
    }
}
