package org.lianzhen.gateway.postgres.backup;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.backup.BackupException;
import org.lianzhen.gateway.backup.DatabaseSource;
import org.lianzhen.gateway.backup.ObjectRow;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.lianzhen.gateway.postgres.embedded.ClusterFiles;

/**
 * A server of our own, copied by PostgreSQL's low-level interface: {@code pg_backup_start}, the files, {@code pg_backup_stop}, the
 * journal between the two. A temporary slot keeps that journal; it goes, and the backup is given up, when the connection ends.
 */
public final class PostgresBackupSource implements DatabaseSource {
    /** A checkpoint writes all that is in memory. */
    private static final Duration CHECKPOINT = Duration.ofMinutes(10);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String SLOT = "select pg_create_physical_replication_slot('lianzhen_backup', true, true)";
    private static final String START = "select l::text as lsn, pg_walfile_name(l) as file from pg_backup_start($1, true) l";
    private static final String STOP = """
            select s.lsn::text, pg_walfile_name(s.lsn) as file, s.labelfile, s.spcmapfile from pg_backup_stop(false) s""";

    private final Vertx vertx;
    private final DatabaseAddress address;
    private final ClusterFiles files;
    private final PostgresObjectRows rows;
    private @Nullable Pool session;
    private String from = "";
    private String firstFile = "";

    /**
     * Nothing begins yet.
     *
     * @param pool for looking into the tables
     */
    public PostgresBackupSource(Vertx vertx, DatabaseAddress address, Pool pool, ClusterFiles files) {
        this.vertx = vertx;
        this.address = address;
        this.files = files;
        this.rows = new PostgresObjectRows(pool);
    }

    @Override
    public Path folder() {
        return files.data();
    }

    @Override
    public Contents contents() throws IOException {
        return new Contents(files.folders(), files.files());
    }

    @Override
    public void begin(String label) throws IOException {
        Pool lone = Database.lone(vertx, address, CHECKPOINT);
        session = lone;
        Waited.of(lone.query(SLOT).execute(), LIMIT);
        Row begun = one(Waited.of(lone.preparedQuery(START).execute(Tuple.of(label)), CHECKPOINT));
        from = begun.getString("lsn");
        firstFile = begun.getString("file");
    }

    @Override
    public Ending end() throws IOException {
        Row ended = one(Waited.of(Objects.requireNonNull(session, "not begun").query(STOP).execute(), CHECKPOINT));
        if (!ended.getString("spcmapfile").isEmpty()) {
            throw BackupException.database("there are tablespaces outside its folder",
                    new IllegalStateException(ended.getString("spcmapfile")));
        }
        List<Path> journal = files.journal(firstFile, ended.getString("file"));
        return new Ending(ended.getString("labelfile"), ClusterFiles.LABEL, journal, from, ended.getString("lsn"));
    }

    private static Row one(RowSet<Row> rows) {
        return rows.iterator().next();
    }

    @Override
    public Totals totals() throws IOException {
        return rows.totals();
    }

    @Override
    public List<ObjectRow> objects(String after, int limit) throws IOException {
        return rows.objects(after, limit);
    }

    @Override
    public void close() {
        Pool lone = session;
        session = null;
        if (lone != null) {
            lone.close();
        }
    }
}
