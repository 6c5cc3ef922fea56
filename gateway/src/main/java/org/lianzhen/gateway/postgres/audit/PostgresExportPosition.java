package org.lianzhen.gateway.postgres.audit;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.syslog.ExportPosition;
import org.lianzhen.gateway.postgres.Database;

/** Keeps positions in the database that has the events, so that both are restored together. */
public final class PostgresExportPosition implements ExportPosition {
    private static final int LIMIT_SECONDS = 20;
    private static final String READ = "select sequence from audit_export where target = $1";
    private static final String MOVE = """
            insert into audit_export (target, sequence) values ($1, $2)
            on conflict (target) do update set sequence = excluded.sequence, moved_at = now()
            where audit_export.sequence < excluded.sequence""";

    private final Pool pool;

    public PostgresExportPosition(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Long> read(String target) {
        return Database.answered(pool.preparedQuery(READ).execute(Tuple.of(target)), LIMIT_SECONDS).map(rows -> {
            long sequence = 0;
            for (Row row : rows) {
                sequence = row.getLong(0);
            }
            return sequence;
        }).toCompletionStage();
    }

    @Override
    public CompletionStage<Void> move(String target, long sequence) {
        return Database.answered(pool.preparedQuery(MOVE).execute(Tuple.of(target, sequence)), LIMIT_SECONDS)
                .<Void>mapEmpty().toCompletionStage();
    }
}
