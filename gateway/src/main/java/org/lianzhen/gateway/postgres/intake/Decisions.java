package org.lianzhen.gateway.postgres.intake;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.intake.CharsetProposal.State;
import org.lianzhen.gateway.intake.CharsetStore.Attribute;
import org.lianzhen.gateway.intake.CharsetStore.Change;
import org.lianzhen.gateway.intake.CharsetStore.Decision;
import org.lianzhen.gateway.intake.CharsetStore.Reading;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.postgres.audit.AuditRows;

/**
 * What happens to one proposal, in one transaction. It locks the study before the proposal, as a batch that stores instances
 * does: none adds a series meanwhile. The patient, whose name and other proposals may change, comes before any proposal too, so
 * that what is decided of two studies of one patient happens one after the other.
 */
final class Decisions {
    private static final String LOCK_STUDY = """
            select s.id, s.patient, s.uid, set_config('statement_timeout', '10s', true)
            from study s join patient p on p.id = s.patient
            where s.id = (select study from charset_proposal where id = $1) for no key update of s, p""";

    private static final String LOCK_PROPOSAL = "select state, unit from charset_proposal where id = $1 for update";

    private static final String SETTLE = "update charset_proposal set state = $2, unread = $3 where id = $1";

    private static final String NOTE = "insert into charset_decision (id, unit, proposal, decision, author) "
            + "values ($1, $2, $3, $4, $5)";

    private static final String CHANGES = "delete from charset_change where proposal = $1 "
            + "returning entity_id, attribute, before, after";

    /** What other proposals had done to the same patient may have to be done again. */
    private static final String READ_AGAIN = """
            update charset_proposal set unread = true where state = 'ACCEPTED' and id <> $1
                and study in (select id from study where patient = $2)""";

    private static final String READ = """
            update charset_proposal c set unread = exists (
                select from series e where e.study = c.study and e.id <> all($2) and c.source = (
                    select i.source from instance i where i.series = e.id order by i.id limit 1))
            where c.id = $1""";

    private final SqlConnection connection;
    private final UUID proposal;

    Decisions(SqlConnection connection, UUID proposal) {
        this.connection = connection;
        this.proposal = proposal;
    }

    /** What a decision comes to. */
    enum Outcome {
        DONE, UNKNOWN, NOT_YOURS, ALREADY
    }

    /** Decides for the unit that owns the study; the audit event is part of the transaction. */
    Future<Outcome> decide(Decision decision, AuditEvent.Actor by) {
        return execute(LOCK_STUDY, proposal).compose(study -> execute(LOCK_PROPOSAL, proposal).compose(found -> {
            if (found.rowCount() == 0) {
                return Future.succeededFuture(Outcome.UNKNOWN);
            }
            Row row = found.iterator().next();
            Row of = study.iterator().next();
            if (!row.getString("unit").equals(by.unit())) {
                return tell(AuditEvent.refused(by, AuditAction.CHARSET_REPAIR, of.getString("uid")), decision)
                        .map(Outcome.NOT_YOURS);
            }
            AuditEvent done = AuditEvent.success(by, AuditAction.CHARSET_REPAIR, of.getString("uid"));
            return decide(State.valueOf(row.getString("state")), decision, of.getUUID("patient"))
                    .compose(decided -> !decided ? Future.succeededFuture(Outcome.ALREADY)
                            : note(decision, by).compose(noted -> tell(done, decision)).map(Outcome.DONE));
        }));
    }

    private Future<Void> tell(AuditEvent event, Decision decision) {
        return AuditRows.insert(connection,
                event.with(Map.of("decision", decision.name(), "proposal", proposal.toString())));
    }

    private Future<Boolean> decide(State state, Decision decision, UUID patient) {
        return switch (decision) {
            case ACCEPT -> state != State.OPEN ? Future.succeededFuture(false) : settle(State.ACCEPTED, true);
            case DISMISS -> state != State.OPEN ? Future.succeededFuture(false) : settle(State.DISMISSED, false);
            case UNDO -> switch (state) {
                case ACCEPTED -> takeBack(patient).compose(done -> settle(State.OPEN, false));
                case DISMISSED -> settle(State.OPEN, false);
                case OPEN, ASSUMED -> Future.succeededFuture(false);
            };
        };
    }

    private Future<Boolean> settle(State state, boolean unread) {
        return execute(SETTLE, proposal, state.name(), unread).map(true);
    }

    private Future<?> note(Decision decision, AuditEvent.Actor by) {
        return execute(NOTE, UuidV7.next(), by.unit(), proposal, decision.name(), by.name());
    }

    private Future<?> takeBack(UUID patient) {
        return execute(CHANGES, proposal).compose(rows -> {
            Future<Void> done = Future.succeededFuture();
            for (Row row : rows) {
                var change = new TextChange(row.getUUID("entity_id"), Attribute.valueOf(row.getString("attribute")),
                        new Change(row.getString("before"), row.getString("after")));
                done = done.compose(before -> change.takeBack(connection));
            }
            return done;
        }).compose(done -> execute(READ_AGAIN, proposal, patient));
    }

    Future<Void> rewrite(List<Reading> readings) {
        return execute(LOCK_STUDY, proposal).compose(study -> execute(LOCK_PROPOSAL, proposal).compose(found -> {
            if (found.rowCount() == 0 || !found.iterator().next().getString(0).equals(State.ACCEPTED.name())) {
                return Future.succeededFuture();
            }
            Row row = study.iterator().next();
            return rewrite(readings, Map.of(TextColumn.Entity.STUDY, row.getUUID("id"), TextColumn.Entity.PATIENT,
                    row.getUUID("patient")));
        }));
    }

    private Future<Void> rewrite(List<Reading> readings, Map<TextColumn.Entity, UUID> rows) {
        Future<Void> done = Future.succeededFuture();
        for (TextChange change : changes(readings, rows)) {
            done = done.compose(before -> change.make(connection, proposal));
        }
        UUID[] read = readings.stream().map(Reading::series).toArray(UUID[]::new);
        return done.compose(before -> execute(READ, proposal, read)).mapEmpty();
    }

    private static List<TextChange> changes(List<Reading> readings, Map<TextColumn.Entity, UUID> rows) {
        List<TextChange> changes = new ArrayList<>();
        for (Reading reading : readings) {
            Map<TextColumn.Entity, UUID> all = new HashMap<>(rows);
            all.put(TextColumn.Entity.SERIES, reading.series());
            reading.changes().forEach((attribute, change) -> changes
                    .add(new TextChange(all.getOrDefault(TextColumn.of(attribute).entity(), reading.series()),
                            attribute,
                            change)));
        }
        return changes;
    }

    private Future<RowSet<Row>> execute(String sql, Object... parameters) {
        return connection.preparedQuery(sql).execute(Tuple.from(parameters));
    }
}
