package org.lianzhen.gateway.postgres.backup;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.gateway.backup.ObjectRow;
import org.lianzhen.gateway.backup.ObjectRows;

/** What the index says of the objects. */
public final class PostgresObjectRows implements ObjectRows {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String NEXT = """
            select object_key, object_length, data_set_offset, sha256 from instance
            where object_key collate "C" > $1 order by object_key collate "C" limit $2""";

    private final Pool pool;

    public PostgresObjectRows(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Totals totals() throws IOException {
        Row row = Waited.of(pool.query("select count(*), coalesce(sum(object_length), 0)::bigint from instance")
                .execute(), LIMIT).iterator().next();
        return new Totals(row.getLong(0), row.getLong(1));
    }

    @Override
    public List<ObjectRow> objects(String after, int limit) throws IOException {
        RowSet<Row> rows = Waited.of(pool.preparedQuery(NEXT).execute(Tuple.of(after, limit)), LIMIT);
        List<ObjectRow> objects = new ArrayList<>(rows.size());
        for (Row row : rows) {
            objects.add(new ObjectRow(row.getString("object_key"), row.getLong("object_length"),
                    row.getInteger("data_set_offset"), row.getString("sha256")));
        }
        return objects;
    }
}
