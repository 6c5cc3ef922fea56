package org.lianzhen.gateway.postgres.order;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderChange;
import org.lianzhen.gateway.order.OrderPatient;
import org.lianzhen.gateway.order.PatientUpdates.Decision;
import org.lianzhen.gateway.order.PatientUpdates.Outcome;
import org.lianzhen.gateway.order.PatientUpdates.Proposal;
import org.lianzhen.gateway.order.PatientUpdates.Said;
import org.lianzhen.gateway.patient.Link;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.postgres.patient.PostgresPatientIndex;

/** What becomes of a proposal, as part of a transaction. */
record UpdateTransaction(SqlConnection connection, Decision decision) {
    /** Two that are proposed at once do not both stay. */
    private static final String ALONE = "select pg_advisory_xact_lock(hashtextextended($1, 0))";
    private static final String REPLACE = """
            update patient_update set state = 'REPLACED', decided_at = now()
            where state = 'OPEN' and unit = $1 and issuer = $2 and patient_id = $3 and prior_id = $4
                and coalesce(nullif(prior_issuer, ''), issuer) = $5""";
    private static final String PROPOSE = """
            insert into patient_update (id, unit, issuer, patient_id, name, birth_date, sex, prior_id, known_name,
                known_birth_date, known_sex, source, prior_issuer, state)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'OPEN')""";
    private static final String RECORD = "select id from patient where identity = $1";
    private static final String DECIDE = """
            update patient_update set state = $2, decided_by = $3, why = $4, decided_at = now()
            where id = $1 and state = 'OPEN'""";
    private static final String TOUCHED = OrderRows.SELECT
            + "where o.unit = $1 and o.identity = $2 and o.state = 'ORDERED' order by o.id for update of o";

    /** A proposal and what was known. */
    record Noted(Proposal proposal, Said known, AuditEvent.Actor by) {}

    static Future<Void> propose(SqlConnection connection, Noted noted) {
        Proposal proposal = noted.proposal();
        Said says = proposal.says();
        var id = UuidV7.next();
        Tuple row = Tuple.of(id, proposal.unit(), says.issuer(), says.patientId(), says.name());
        String priorId = proposal.isMerge() ? proposal.known().patientId() : "";
        row.addString(says.birthDate()).addString(says.sex()).addString(priorId)
                .addString(noted.known().name()).addString(noted.known().birthDate()).addString(noted.known().sex())
                .addString(noted.by().name()).addString(proposal.isMerge() ? proposal.known().issuer() : "");
        AuditEvent event = AuditEvent.success(noted.by(), AuditAction.PATIENT_UPDATE, id.toString())
                .with(Map.of("step", "proposed", "kind", proposal.isMerge() ? "merge" : "change"));
        String whose = String.join("\n", "patient_update", proposal.unit(), says.issuer(), says.patientId());
        return connection.preparedQuery(ALONE).execute(Tuple.of(whose))
                .compose(alone -> connection.preparedQuery(REPLACE)
                        .execute(Tuple.of(proposal.unit(), says.issuer(), says.patientId(), priorId,
                                proposal.isMerge() ? proposal.known().issuer() : says.issuer())))
                .compose(replaced -> connection.preparedQuery(PROPOSE).execute(row))
                .compose(done -> AuditRows.insert(connection, event));
    }

    /** With the link of the records, so that both are there or neither is. */
    Future<Outcome> run(Proposal proposal) {
        Tuple row = Tuple.of(decision.id(), decision.accepted() ? "ACCEPTED" : "REJECTED", decision.by().name(),
                decision.why());
        return connection.preparedQuery(DECIDE).execute(row).compose(decided -> decided.rowCount() == 0
                ? Future.succeededFuture(Outcome.UNKNOWN)
                : linked(proposal).compose(link -> AuditRows.insert(connection, events(link)))
                        .compose(done -> orders(proposal)).map(Outcome.DONE));
    }

    /** Empty when there is nothing to link: no study of one of both numbers has come. */
    private Future<Optional<Link>> linked(Proposal proposal) {
        if (!decision.accepted() || !proposal.isMerge()) {
            return Future.succeededFuture(Optional.empty());
        }
        Said says = proposal.says();
        return record(proposal.known().issuer(), proposal.known().patientId())
                .compose(prior -> record(says.issuer(), says.patientId()).compose(lasting -> {
                    if (prior.isEmpty() || lasting.isEmpty() || prior.equals(lasting)) {
                        return Future.succeededFuture(Optional.empty());
                    }
                    var link = new Link(prior.get(), lasting.get(),
                            new Link.Author(decision.by().name(), decision.by().unit()), decision.why());
                    return PostgresPatientIndex.link(connection, link).map(done -> Optional.of(link));
                }));
    }

    private Future<Optional<UUID>> record(String issuer, String patientId) {
        return connection.preparedQuery(RECORD).execute(Tuple.of(OrderRows.identity(issuer, patientId)))
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next().getUUID(0)));
    }

    private List<AuditEvent> events(Optional<Link> link) {
        AuditEvent event = AuditEvent.success(decision.by(), AuditAction.PATIENT_UPDATE, decision.id().toString())
                .with(Map.of("step", decision.accepted() ? "accepted" : "rejected"));
        return link.isEmpty() ? List.of(event)
                : List.of(event, AuditEvent.success(decision.by(), AuditAction.PATIENT_LINK,
                        link.get().first().toString()).with(Map.of("other", link.get().second().toString())));
    }

    private Future<Void> orders(Proposal proposal) {
        if (!decision.accepted()) {
            return Future.succeededFuture();
        }
        Said says = proposal.says();
        String identity = OrderRows.identity(proposal.known().issuer(), proposal.known().patientId());
        return connection.preparedQuery(TOUCHED).execute(Tuple.of(proposal.unit(), identity)).compose(rows -> {
            Future<Void> done = Future.succeededFuture();
            for (Order order : OrderRows.all(rows)) {
                done = done.compose(before -> change(order, says));
            }
            return done;
        });
    }

    private Future<Void> change(Order order, Said says) {
        OrderPatient was = order.content().patient();
        var now = new OrderPatient(says.issuer(), says.patientId(), said(says.name(), was.name()),
                said(says.birthDate(), was.birthDate()), said(says.sex(), was.sex()), was.identifiers(), was.visit());
        return new OrderTransaction(connection)
                .change(new OrderChange(order.id(), Set.of(order.unit()), 0, order.content().of(now), decision.by()))
                .mapEmpty();
    }

    private static String said(String says, String was) {
        return says.isEmpty() ? was : says;
    }
}
