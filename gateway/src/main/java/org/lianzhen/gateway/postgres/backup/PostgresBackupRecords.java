package org.lianzhen.gateway.postgres.backup;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.backup.BackupFault;
import org.lianzhen.gateway.backup.BackupRecords;
import org.lianzhen.gateway.backup.BackupRun;
import org.lianzhen.gateway.backup.SetFacts;
import org.lianzhen.gateway.postgres.Database;

/** Remembers backups in a table. */
public final class PostgresBackupRecords implements BackupRecords {
    private static final String NO_TABLE = "42P01";
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int LATEST_SECONDS = 5;
    /** Those that nobody ended were killed. */
    private static final String BEGIN = """
            with open as (update backup_run set state = 'FAILED', fault = 'STOPPED', ended_at = now() where state = 'RUNNING')
            insert into backup_run (id, set_name, folder, state) values ($1, $2, $3, 'RUNNING')""";
    private static final String COMPLETE = """
            insert into backup_run (id, set_name, folder, begun_at, ended_at, state, objects, bytes, copied, damaged)
            values ($1, $2, $3, $4, $5, 'COMPLETE', $6, $7, $8, $9)
            on conflict (id) do update set set_name = $2, ended_at = $5, state = 'COMPLETE', fault = null, objects = $6,
                bytes = $7, copied = $8, damaged = $9""";
    private static final String FAILED = """
            update backup_run set state = 'FAILED', fault = $2, ended_at = now() where id = $1""";
    private static final String LATEST = """
            (select * from backup_run where state = 'COMPLETE' order by ended_at desc limit 1) union all
            (select * from backup_run where state <> 'RUNNING' order by ended_at desc limit 1) union all
            (select * from backup_run where state = 'RUNNING' limit 1)""";

    private final Pool pool;

    public PostgresBackupRecords(Pool pool) {
        this.pool = pool;
    }

    @Override
    public void begin(UUID id, String set, String folder) throws IOException {
        execute(BEGIN, Tuple.of(id, set, folder));
    }

    @Override
    public void complete(SetFacts facts, String folder) throws IOException {
        BackupRun.Done done = facts.done();
        execute(COMPLETE, Tuple.from(new Object[]{ facts.run(), facts.name(), folder, at(facts.time().begunAt()),
                at(facts.time().endedAt()), done.objects(), done.bytes(), done.copied(), done.damaged() }));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @Override
    public void failed(UUID id, BackupFault fault) throws IOException {
        execute(FAILED, Tuple.of(id, fault.name()));
    }

    /** Tables of an earlier version of the program remember nothing; what they hold can be copied all the same. */
    private void execute(String sql, Tuple parameters) throws IOException {
        Waited.of(pool.preparedQuery(sql).execute(parameters).<@Nullable Void>mapEmpty()
                .recover(fault -> fault instanceof PgException said && NO_TABLE.equals(said.getSqlState())
                        ? Future.succeededFuture()
                        : Future.failedFuture(fault)),
                LIMIT);
    }

    @Override
    public CompletionStage<Latest> latest() {
        return Database.answered(pool.query(LATEST).execute(), LATEST_SECONDS).map(PostgresBackupRecords::latest)
                .toCompletionStage();
    }

    private static Latest latest(RowSet<Row> rows) {
        BackupRun complete = null;
        BackupRun last = null;
        boolean running = false;
        for (Row row : rows) {
            String state = row.getString("state");
            running |= state.equals("RUNNING");
            complete = complete == null && state.equals("COMPLETE") ? run(row) : complete;
            last = state.equals("RUNNING") ? last : run(row);
        }
        return new Latest(complete, last, running);
    }

    private static BackupRun run(Row row) {
        OffsetDateTime ended = row.getOffsetDateTime("ended_at");
        return new BackupRun(row.getUUID("id"), row.getString("set_name"), row.getString("folder"),
                row.getOffsetDateTime("begun_at").toInstant(), ended == null ? null : ended.toInstant(),
                fault(row.getString("fault")),
                new BackupRun.Done(row.getLong("objects"), row.getLong("bytes"), row.getLong("copied"),
                        row.getLong("damaged")));
    }

    private static @Nullable BackupFault fault(@Nullable String name) {
        return name == null ? null : BackupFault.valueOf(name);
    }
}
