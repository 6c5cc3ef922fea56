package org.lianzhen.gateway.postgres.order;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.order.PatientUpdates;
import org.lianzhen.gateway.patient.Link;
import org.lianzhen.gateway.patient.NameForms;
import org.lianzhen.gateway.patient.PatientIndex;
import org.lianzhen.gateway.postgres.Database;

/** Proposals in PostgreSQL. */
public final class PostgresPatientUpdates implements PatientUpdates {
    private static final String KNOWN = """
            select name, birth_date, sex from patient where identity = $1
            union all select name, birth_date, sex from imaging_order
            where identity = $1 and unit = $2 and state in ('ORDERED', 'IN_PROGRESS', 'DISCONTINUED')""";
    private static final String WAITING = """
            select * from patient_update where state = 'OPEN' and unit = any($1) order by proposed_at, id limit $2""";
    private static final String ONE = "select * from patient_update where state = 'OPEN' and id = $1 and unit = any($2)";
    private static final String RECORD = "select id from patient where identity = $1";

    private final Pool pool;
    private final PatientIndex index;

    /** @param index that links records of numbers that are one person's */
    public PostgresPatientUpdates(Pool pool, PatientIndex index) {
        this.pool = pool;
        this.index = index;
    }

    @Override
    public CompletionStage<Void> propose(Proposal proposal, AuditEvent.Actor by) {
        Said says = proposal.says();
        String identity = OrderRows.identity(says.issuer(),
                proposal.isMerge() ? proposal.priorId() : says.patientId());
        return answered(KNOWN, Tuple.of(identity, proposal.unit())).thenCompose(rows -> {
            for (Row row : rows) {
                var known = new Said(says.issuer(), proposal.isMerge() ? proposal.priorId() : says.patientId(),
                        row.getString("name"), row.getString("birth_date"), row.getString("sex"));
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
                || differ(known.birthDate(), says.birthDate()) || differ(known.sex(), says.sex());
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
        String prior = row.getString("prior_id");
        var known = new Said(says.issuer(), prior.isEmpty() ? says.patientId() : prior, row.getString("known_name"),
                row.getString("known_birth_date"), row.getString("known_sex"));
        return new Waiting(row.getUUID("id"), new Proposal(row.getString("unit"), says, prior), known,
                row.getString("source"), row.getOffsetDateTime("proposed_at").toInstant());
    }

    /** Records are linked first: a link that is there already is no harm, when the rest has to be tried again. */
    @Override
    public CompletionStage<Outcome> decide(Decision decision) {
        Tuple which = Tuple.of(decision.id()).addArrayOfString(decision.units().toArray(String[]::new));
        return answered(ONE, which).thenCompose(rows -> {
            if (rows.size() == 0) {
                return CompletableFuture.completedStage(Outcome.UNKNOWN);
            }
            Waiting waiting = waiting(rows.iterator().next());
            return linked(decision, waiting.proposal()).thenCompose(link -> PostgresOrderStore.in(pool,
                    connection -> new UpdateTransaction(connection, decision).run(waiting.proposal(), link)));
        });
    }

    private CompletionStage<Optional<Link>> linked(Decision decision, Proposal proposal) {
        if (!decision.accepted() || !proposal.isMerge()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return record(proposal.says().issuer(), proposal.priorId()).thenCompose(
                prior -> record(proposal.says().issuer(), proposal.says().patientId()).thenCompose(lasting -> {
                    if (prior.isEmpty() || lasting.isEmpty()) {
                        return CompletableFuture.completedStage(Optional.empty());
                    }
                    var link = new Link(prior.get(), lasting.get(),
                            new Link.Author(decision.by().name(), decision.by().unit()), decision.why());
                    return index.link(link).thenApply(done -> Optional.of(link));
                }));
    }

    private CompletionStage<Optional<UUID>> record(String issuer, String patientId) {
        return answered(RECORD, Tuple.of(OrderRows.identity(issuer, patientId)))
                .thenApply(rows -> rows.size() == 0 ? Optional.empty()
                        : Optional.of(rows.iterator().next().getUUID(0)));
    }

    private CompletionStage<RowSet<Row>> answered(String sql, Tuple parameters) {
        Future<RowSet<Row>> answer = pool.preparedQuery(sql).execute(parameters);
        return Database.answered(answer, PostgresOrderStore.LIMIT_SECONDS).toCompletionStage();
    }
}
