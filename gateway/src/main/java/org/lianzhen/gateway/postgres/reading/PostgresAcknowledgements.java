package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.report.Acknowledgements;
import org.lianzhen.gateway.reading.report.SignedReport;

/** Keeps in PostgreSQL who has read that a report was amended or withdrawn. */
public final class PostgresAcknowledgements implements Acknowledgements {
    private static final int LIMIT_SECONDS = 10;
    /** The patient is the one of whom the report speaks, wherever its study is now. */
    private static final String SELECT = """
            select k.task, k.number, v.kind, k.unit, s.uid, v.content::jsonb #>> '{patient,name}' as patient,
                v.content::jsonb #>> '{patient,patientId}' as patient_id,
                v.content::jsonb #>> '{examination,description}' as description, k.asked_at,
                k.doctor, (select a.display_name from account a where a.name = k.doctor) as doctor_name,
                k.account, (select a.display_name from account a where a.name = k.account) as account_name,
                k.acknowledged_at
            from report_acknowledgement k join report_version v on v.task = k.task and v.number = k.number
                join reading_task t on t.id = k.task join study s on s.id = t.study\s""";
    private static final String LIST = SELECT + """
            where k.unit = any($1) order by k.acknowledged_at is not null,
                case when k.acknowledged_at is null then k.asked_at end, k.acknowledged_at desc limit $2""";
    private static final String OF_STUDY = SELECT + "where s.uid = $1 and k.unit = any($2) order by k.number";
    private static final String OPEN = SELECT + "where k.acknowledged_at is null order by k.asked_at limit $1";
    private static final String GIVE = """
            update report_acknowledgement k set account = $4, acknowledged_at = now()
            from reading_task t join study s on s.id = t.study
            where t.id = k.task and s.uid = $1 and k.unit = $3 and k.number <= $2 and k.acknowledged_at is null
                and exists (select from report_acknowledgement x where x.task = k.task and x.number = $2)""";

    private final Pool pool;

    public PostgresAcknowledgements(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<List<Asked>> list(Set<String> units, int limit) {
        return answered(pool, LIST, Tuple.tuple().addArrayOfString(texts(units)).addInteger(limit));
    }

    @Override
    public CompletionStage<List<Asked>> ofStudy(String studyInstanceUid, Set<String> units) {
        return answered(pool, OF_STUDY, Tuple.of(studyInstanceUid).addArrayOfString(texts(units)));
    }

    @Override
    public CompletionStage<List<Asked>> open(int limit) {
        return answered(pool, OPEN, Tuple.of(limit));
    }

    @Override
    public CompletionStage<List<Asked>> give(Read read, AuditEvent event) {
        Tuple values = Tuple.of(read.studyInstanceUid(), read.number(), read.unit(), read.account());
        Future<@Nullable List<Asked>> done = pool.withTransaction(connection -> connection.preparedQuery(GIVE)
                .execute(values)
                .compose(given -> given.rowCount() == 0 ? Future.succeededFuture()
                        : AuditRows.insert(connection, event))
                .compose(kept -> found(connection, OF_STUDY, Tuple.of(read.studyInstanceUid())
                        .addArrayOfString(new String[]{ read.unit() }))));
        return Database.answered(done, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    private static CompletionStage<List<Asked>> answered(SqlClient client, String sql, Tuple values) {
        return Database.answered(found(client, sql, values), LIMIT_SECONDS).toCompletionStage();
    }

    private static Future<List<Asked>> found(SqlClient client, String sql, Tuple values) {
        return client.preparedQuery(sql).execute(values).map(PostgresAcknowledgements::asked);
    }

    private static List<Asked> asked(RowSet<Row> rows) {
        List<Asked> all = new ArrayList<>(rows.size());
        rows.forEach(row -> all.add(new Asked(
                new Version(row.getUUID("task"), row.getInteger("number"),
                        SignedReport.Kind.valueOf(row.getString("kind"))),
                new Study(row.getString("unit"), row.getString("uid"), row.getString("patient"),
                        row.getString("patient_id"), row.getString("description")),
                row.getOffsetDateTime("asked_at").toInstant(), reader(row, "doctor"), given(row))));
        return all;
    }

    private static @Nullable Given given(Row row) {
        ReadingTask.Reader by = reader(row, "account");
        return by == null ? null : new Given(by, row.getOffsetDateTime("acknowledged_at").toInstant());
    }

    private static ReadingTask.@Nullable Reader reader(Row row, String column) {
        String account = row.getString(column);
        String name = row.getString(column + "_name");
        return account == null ? null : new ReadingTask.Reader(account, name == null ? account : name);
    }

    private static String[] texts(Set<String> texts) {
        return texts.toArray(String[]::new);
    }
}
