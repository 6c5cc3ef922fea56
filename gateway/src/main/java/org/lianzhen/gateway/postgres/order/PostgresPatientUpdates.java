package org.lianzhen.gateway.postgres.order;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.order.BirthDate;
import org.lianzhen.gateway.order.PatientUpdates;
import org.lianzhen.gateway.patient.NameForms;
import org.lianzhen.gateway.postgres.Database;

/** Proposals in PostgreSQL. */
public final class PostgresPatientUpdates implements PatientUpdates {
    private static final String KNOWN = """
            select name, birth_date, sex from patient where identity = $1
            union all select name, birth_date, sex from imaging_order
            where identity = $1 and unit = $2 and state in ('ORDERED', 'IN_PROGRESS', 'DISCONTINUED')""";
    private static final String WAITING = """
            select * from patient_update where state = 'OPEN' and unit = any($1) order by proposed_at, id limit $2""";
    private static final String ONE = """
            select * from patient_update
            where state = 'OPEN' and id = $1 and unit = any($2) for update""";

    private final Pool pool;

    public PostgresPatientUpdates(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Void> propose(Proposal proposal, AuditEvent.Actor by) {
        Said says = proposal.says();
        Prior number = proposal.known();
        String identity = OrderRows.identity(number.issuer(), number.patientId());
        return answered(KNOWN, Tuple.of(identity, proposal.unit())).thenCompose(rows -> {
            for (Row row : rows) {
                var known = new Said(number.issuer(), number.patientId(), row.getString("name"),
                        row.getString("birth_date"), row.getString("sex"));
                if (proposal.isMerge() || differ(known, says)) {
                    return PostgresOrderStore.in(pool, connection -> UpdateTransaction.propose(connection,
                            new UpdateTransaction.Noted(proposal, known, by)));
                }
            }
            return CompletableFuture.completedStage(null);
        });
    }

    /** What one of both does not say is no difference. */
    private static boolean differ(Said known, Said says) {
        return (!says.name().isEmpty() && !NameForms.agree(known.name(), says.name()))
                || !BirthDate.agree(known.birthDate(), says.birthDate()) || differ(known.sex(), says.sex());
    }

    private static boolean differ(String known, String said) {
        return !known.isEmpty() && !said.isEmpty() && !known.equals(said);
    }

    @Override
    public CompletionStage<List<Waiting>> waiting(Set<String> units, int limit) {
        return answered(WAITING, Tuple.tuple().addArrayOfString(units.toArray(String[]::new)).addInteger(limit))
                .thenApply(rows -> {
                    List<Waiting> waiting = new ArrayList<>();
                    rows.forEach(row -> waiting.add(waiting(row)));
                    return waiting;
                });
    }

    private static Waiting waiting(Row row) {
        var says = new Said(row.getString("issuer"), row.getString("patient_id"), row.getString("name"),
                row.getString("birth_date"), row.getString("sex"));
        var proposal = new Proposal(row.getString("unit"), says, prior(row));
        var known = new Said(proposal.known().issuer(), proposal.known().patientId(), row.getString("known_name"),
                row.getString("known_birth_date"), row.getString("known_sex"));
        return new Waiting(row.getUUID("id"), proposal, known, row.getString("source"),
                row.getOffsetDateTime("proposed_at").toInstant());
    }

    private static @Nullable Prior prior(Row row) {
        String number = row.getString("prior_id");
        String issuer = row.getString("prior_issuer");
        return number.isEmpty() ? null : new Prior(issuer.isEmpty() ? row.getString("issuer") : issuer, number);
    }

    @Override
    public CompletionStage<Outcome> decide(Decision decision) {
        Tuple which = Tuple.of(decision.id()).addArrayOfString(decision.units().toArray(String[]::new));
        return PostgresOrderStore.in(pool, connection -> connection.preparedQuery(ONE).execute(which)
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(Outcome.UNKNOWN)
                        : new UpdateTransaction(connection, decision)
                                .run(waiting(rows.iterator().next()).proposal())));
    }

    private CompletionStage<RowSet<Row>> answered(String sql, Tuple parameters) {
        Future<RowSet<Row>> answer = pool.preparedQuery(sql).execute(parameters);
        return Database.answered(answer, PostgresOrderStore.LIMIT_SECONDS).toCompletionStage();
    }
}
