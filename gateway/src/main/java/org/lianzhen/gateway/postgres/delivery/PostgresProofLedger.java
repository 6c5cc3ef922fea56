package org.lianzhen.gateway.postgres.delivery;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.CommitmentResult.Refusal;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.delivery.proof.Finding;
import org.lianzhen.gateway.delivery.proof.ProofLease;
import org.lianzhen.gateway.delivery.proof.ProofLedger;
import org.lianzhen.gateway.delivery.proof.Question;
import org.lianzhen.gateway.postgres.Database;

/** Keeps proofs in PostgreSQL. */
public final class PostgresProofLedger implements ProofLedger {
    private static final int LIMIT_SECONDS = 20;

    private final Pool pool;

    public PostgresProofLedger(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Optional<ProofLease>> take(String destination, String holder, Duration term) {
        return ask(ProofSql.TAKE, destination, holder, PostgresDeliveryLedger.interval(term)).map(rows -> {
            for (Row row : rows) {
                return Optional.of(new ProofLease(row.getUUID(0), row.getString(1), destination, row.getLong(2),
                        new ProofLease.Tried(row.getInteger(3), row.getInteger(4))));
            }
            return Optional.<ProofLease>empty();
        }).toCompletionStage();
    }

    @Override
    public CompletionStage<Question> read(ProofLease lease) {
        return ask(ProofSql.CLAIMS, lease.study(), lease.destination())
                .compose(claims -> ask(ProofSql.INQUIRIES, lease.study(), lease.destination())
                        .map(inquiries -> question(claims, inquiries)))
                .toCompletionStage();
    }

    private static Question question(RowSet<Row> claimed, RowSet<Row> asked) {
        List<Question.Claim> claims = new ArrayList<>(claimed.size());
        int undelivered = 0;
        int keeping = 0;
        int overwriting = 0;
        for (Row row : claimed) {
            if (row.getBoolean(3)) {
                claims.add(new Question.Claim(row.getString(2), new SopReference(row.getString(1), row.getString(0))));
            } else {
                undelivered++;
            }
            keeping += row.getBoolean(3) && row.getBoolean(4) ? 1 : 0;
            overwriting += row.getBoolean(3) && row.getBoolean(5) ? 1 : 0;
        }
        List<Question.Inquiry> inquiries = new ArrayList<>(asked.size());
        asked.forEach(row -> inquiries.add(inquiry(row)));
        return new Question(claims, undelivered, new Question.Doubts(keeping, overwriting), inquiries);
    }

    private static Question.Inquiry inquiry(Row row) {
        Optional<Question.Answer> answer = Optional.empty();
        if (row.getBoolean(4)) {
            String[] failed = row.getArrayOfStrings(6);
            Integer[] reasons = row.getArrayOfIntegers(7);
            Map<String, Integer> failures = new HashMap<>();
            for (int i = 0; i < failed.length; i++) {
                failures.put(failed[i], reasons[i]);
            }
            answer = Optional.of(new Question.Answer(set(row, 5), failures));
        }
        return new Question.Inquiry(row.getString(0), set(row, 1),
                row.getOffsetDateTime(2).toInstant(), row.getBoolean(3), answer);
    }

    private static Set<String> set(Row row, int position) {
        return Set.copyOf(List.of(row.getArrayOfStrings(position)));
    }

    @Override
    public CompletionStage<Boolean> asking(ProofLease lease, Request request, Duration term) {
        return held(lease, (connection, unit) -> execute(connection, ProofSql.EXTEND, lease.study(),
                lease.destination(), lease.epoch(), PostgresDeliveryLedger.interval(term))
                .compose(done -> execute(connection, ProofSql.FORGET, lease.study(), lease.destination()))
                .compose(done -> execute(connection, ProofSql.ASK, lease.study(), lease.destination(),
                        request.transactionUid(), unit, request.witness(),
                        request.instances().toArray(String[]::new))));
    }

    @Override
    public CompletionStage<Void> taken(String transactionUid) {
        return ask(ProofSql.TAKEN, transactionUid).<Void>mapEmpty().toCompletionStage();
    }

    @Override
    public CompletionStage<Boolean> extend(ProofLease lease, Duration term) {
        return ask(ProofSql.EXTEND, lease.study(), lease.destination(), lease.epoch(),
                PostgresDeliveryLedger.interval(term)).map(rows -> rows.rowCount() > 0).toCompletionStage();
    }

    @Override
    public CompletionStage<Boolean> reported(String unit, CommitmentResult result) {
        Future<@Nullable Boolean> done = pool.withTransaction(
                connection -> execute(connection, ProofSql.ASKED, result.transactionUid(), unit).compose(rows -> {
                    for (Row row : rows) {
                        return keep(connection, result).compose(
                                kept -> execute(connection, ProofSql.WAKE, row.getUUID(0), row.getString(1)))
                                .map(true);
                    }
                    return Future.succeededFuture(false);
                }));
        return Database.answered(done, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    private static Future<?> keep(SqlConnection connection, CommitmentResult result) {
        String[] committed = result.committed().stream().map(SopReference::sopInstanceUid).toArray(String[]::new);
        String[] failed = result.failed().stream().map(refusal -> refusal.instance().sopInstanceUid())
                .toArray(String[]::new);
        Integer[] reasons = result.failed().stream().map(Refusal::reason).toArray(Integer[]::new);
        return execute(connection, ProofSql.REPORTED, result.transactionUid(), committed, failed, reasons);
    }

    @Override
    public CompletionStage<Boolean> settle(ProofLease lease, Finding finding) {
        return held(lease, (connection, unit) -> new ProofEnd(connection, lease, finding).write());
    }

    /** Does something with the lease's row locked; false, with nothing done, when the lease is lost. */
    private CompletionStage<Boolean> held(ProofLease lease, Work work) {
        Future<@Nullable Boolean> done = pool.withTransaction(connection -> execute(connection, ProofSql.HELD,
                lease.study(), lease.destination(), lease.epoch()).compose(rows -> {
                    for (Row row : rows) {
                        return work.on(connection, row.getString(0)).map(true);
                    }
                    return Future.succeededFuture(false);
                }));
        return Database.answered(done, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    @FunctionalInterface
    private interface Work {
        Future<?> on(SqlConnection connection, String unit);
    }

    static Future<RowSet<Row>> execute(SqlConnection connection, String sql, Object... parameters) {
        return connection.preparedQuery(sql).execute(Tuple.from(parameters));
    }

    private Future<RowSet<Row>> ask(String sql, Object... parameters) {
        return Database.answered(pool.preparedQuery(sql).execute(Tuple.from(parameters)), LIMIT_SECONDS);
    }
}
