package org.lianzhen.gateway.postgres.archive;

import io.vertx.core.Future;
import io.vertx.pgclient.data.Interval;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.receipt.Receipt;
import org.lianzhen.gateway.archive.receipt.Receipt.Rule;
import org.lianzhen.gateway.archive.receipt.SentInFull;
import org.lianzhen.gateway.archive.receipt.StudyReceipts;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.audit.AuditRows;

/** Keeps in PostgreSQL how far studies have come in. Studies are locked as batches of arrivals lock them. */
public final class PostgresStudyReceipts implements StudyReceipts {
    private static final int LIMIT_SECONDS = 20;

    private final Pool pool;

    public PostgresStudyReceipts(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Optional<Receipt>> of(String studyInstanceUid, Set<String> units) {
        return Database.answered(pool.preparedQuery(ReceiptSql.OF)
                .execute(Tuple.of(studyInstanceUid, (Object) SearchSql.texts(units))), LIMIT_SECONDS).map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(receipt(row));
                    }
                    return Optional.<Receipt>empty();
                }).toCompletionStage();
    }

    private static Receipt receipt(Row row) {
        String rule = row.getString(0);
        return rule == null ? Receipt.RECEIVING
                : new Receipt(Rule.valueOf(rule), row.getOffsetDateTime(1).toInstant());
    }

    @Override
    public CompletionStage<Integer> settle(Duration quiet, int limit) {
        Interval interval = Interval.of(0, 0, 0, 0, 0, Math.toIntExact(quiet.toSeconds()),
                quiet.toNanosPart() / 1000);
        return Database.answered(pool.preparedQuery(ReceiptSql.QUIET).execute(Tuple.of(interval, limit)), LIMIT_SECONDS)
                .map(RowSet::rowCount).toCompletionStage();
    }

    @Override
    public CompletionStage<Integer> named(List<SopReference> instances, String unit) {
        String[] uids = SearchSql.texts(instances.stream().map(SopReference::sopInstanceUid).toList());
        return Transactions.in(pool,
                connection -> connection.preparedQuery(ReceiptSql.LOCK_NAMED).execute(Tuple.of(uids, unit))
                        .compose(locked -> connection.preparedQuery(ReceiptSql.WHOLE)
                                .execute(Tuple.of(uids, (Object) ids(locked))))
                        .compose(whole -> mark(connection, ids(whole), Rule.COMMITMENT)));
    }

    private static UUID[] ids(RowSet<Row> rows) {
        List<UUID> ids = new ArrayList<>(rows.size());
        rows.forEach(row -> ids.add(row.getUUID(0)));
        return ids.toArray(UUID[]::new);
    }

    /** What arrived before is no news of a study that is locked; how many were not stable before. */
    private static Future<Integer> mark(SqlConnection connection, UUID[] studies, Rule rule) {
        return studies.length == 0 ? Future.succeededFuture(0)
                : connection.preparedQuery(ReceiptSql.COUNT_ARRIVALS).execute(Tuple.of(studies))
                        .compose(done -> connection.preparedQuery(ReceiptSql.STABLE)
                                .execute(Tuple.of(studies, rule.name())))
                        .map(RowSet::rowCount);
    }

    @Override
    public CompletionStage<SentInFull.Result> sentInFull(SentInFull said) {
        return Transactions.in(pool, connection -> connection.preparedQuery(ReceiptSql.LOCK_ONE)
                .execute(Tuple.of(said.studyInstanceUid(), (Object) SearchSql.texts(said.units()))).compose(rows -> {
                    for (Row row : rows) {
                        return take(connection, said, row);
                    }
                    return Future.succeededFuture(new SentInFull.Result.Unknown());
                }));
    }

    private static Future<SentInFull.Result> take(SqlConnection connection, SentInFull said, Row study) {
        int here = study.getInteger(1);
        if (said.instances() != null && said.instances() != here) {
            return Future.succeededFuture(new SentInFull.Result.Differs(here));
        }
        AuditEvent event = AuditEvent.success(said.by(), AuditAction.STUDY_COMPLETE, said.studyInstanceUid())
                .with(Map.of("instances", Integer.toString(here)));
        return mark(connection, new UUID[]{ study.getUUID(0) }, Rule.SIGNAL)
                .compose(done -> AuditRows.insert(connection, event)).map(done -> new SentInFull.Result.Done());
    }
}
