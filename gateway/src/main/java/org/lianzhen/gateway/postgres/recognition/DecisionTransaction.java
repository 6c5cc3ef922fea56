package org.lianzhen.gateway.postgres.recognition;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.recognition.Decision;
import org.lianzhen.gateway.recognition.Prompt;
import org.lianzhen.gateway.recognition.RecognitionLedger.Deciding;
import org.lianzhen.gateway.recognition.RecognitionLedger.Outcome;
import org.lianzhen.gateway.recognition.RecognitionLedger.Revoking;

/** What somebody says to a prompt, as part of a transaction. */
record DecisionTransaction(SqlConnection connection) {
    private static final String LOCK = PromptRows.SELECT + "where p.id = $1 for update of p";
    private static final String SAME = "select from recognition_decision where prompt = $1 and request_key = $2";
    private static final String INSERT = """
            insert into recognition_decision (id, prompt, number, unit, kind, result, source_unit, reason, counted_reason,
                reason_text, explained, account, request_key, catalogue)
            select $1, $2, $3, $4, $5, $6, (select unit from exam_result where id = $6), $7, $8, $9, $10, $11, $12, $13""";
    private static final String MOVE = """
            update recognition_prompt set state = $2, decisions = $3, changed_at = now() where id = $1""";
    /** What a unit does not repeat of its own is no recognition. */
    private static final String SAVE = """
            insert into recognition_saving (id, decision, unit, item, amount, catalogue)
            select $1, $2, p.unit, p.item, $3::numeric, $4 from recognition_prompt p join exam_result r on r.id = $6
            where p.id = $5 and r.unit <> p.unit and $3::numeric > 0""";
    static final String TAKE_BACK = """
            insert into recognition_saving (id, decision, unit, item, amount, catalogue, reverses, why)
            select gen_random_uuid(), s.decision, s.unit, s.item, -s.amount, s.catalogue, s.id, $2
            from recognition_saving s where s.decision = $1 and s.reverses is null
            on conflict (reverses) do nothing""";

    /** A row of the decisions. */
    private record Entry(UUID prompt, String kind, @Nullable UUID result, @Nullable String reason,
            @Nullable String counted, String text, boolean explained, String key, int catalogue) {}

    Future<Outcome> decide(Deciding deciding) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(deciding.prompt())).compose(rows -> {
            if (rows.size() == 0) {
                return Future.succeededFuture(new Outcome.Unknown());
            }
            Prompt prompt = PromptRows.prompt(rows.iterator().next());
            return prompt.unit().equals(deciding.by().unit()) ? again(prompt, deciding)
                    : Future.succeededFuture(new Outcome.NotYours());
        });
    }

    /** What was sent before is answered as it was. */
    private Future<Outcome> again(Prompt prompt, Deciding deciding) {
        return connection.preparedQuery(SAME).execute(Tuple.of(prompt.id(), deciding.key()))
                .compose(same -> same.size() > 0 && !deciding.key().isEmpty()
                        ? Future.succeededFuture(new Outcome.Done(prompt))
                        : decide(prompt, deciding));
    }

    private Future<Outcome> decide(Prompt prompt, Deciding deciding) {
        Decision decision = deciding.decision();
        if (!prompt.state().isOpen()) {
            return Future.succeededFuture(new Outcome.Refused(prompt.state()));
        }
        List<String> eligible = prompt.matches().eligible().stream().map(UUID::toString).toList();
        if (!eligible.contains(decision.result())) {
            return Future.succeededFuture(new Outcome.NotAmong());
        }
        UUID result = UUID.fromString(decision.result());
        var entry = new Entry(prompt.id(), decision.kind().name(), result, decision.reason(), deciding.counted(),
                decision.text(), decision.explained(), deciding.key(), deciding.catalogue());
        Prompt.State next = Prompt.State.valueOf(decision.kind().name());
        return undo(prompt).compose(undone -> write(prompt, entry, next, deciding.by()))
                .compose(id -> decision.kind() == Decision.Kind.ADOPTED
                        ? save(id, prompt.id(), result, new Price(deciding.price(), deciding.catalogue()))
                        : Future.<Void>succeededFuture())
                .compose(saved -> done(prompt.id()));
    }

    /** What was saved by a decision that is made anew. */
    private Future<Void> undo(Prompt prompt) {
        return prompt.decision().isEmpty() ? Future.succeededFuture()
                : connection.preparedQuery(TAKE_BACK)
                        .execute(Tuple.of(prompt.decision().get().id(), "DECIDED_AGAIN")).mapEmpty();
    }

    /** What something costs, by a version of the catalogue. */
    private record Price(BigDecimal amount, int catalogue) {}

    private Future<Void> save(UUID decision, UUID prompt, UUID result, Price price) {
        return connection.preparedQuery(SAVE).execute(Tuple.of(UuidV7.next(), decision)
                .addBigDecimal(price.amount()).addInteger(price.catalogue()).addUUID(prompt).addUUID(result))
                .mapEmpty();
    }

    private Future<UUID> write(Prompt prompt, Entry entry, Prompt.State next, AuditEvent.Actor by) {
        UUID id = UuidV7.next();
        int number = prompt.decision().map(Prompt.Given::number).orElse(0) + 1;
        Tuple row = Tuple.of(id, entry.prompt(), number, prompt.unit(), entry.kind()).addUUID(entry.result())
                .addString(entry.reason()).addString(entry.counted()).addString(entry.text())
                .addBoolean(entry.explained()).addString(by.name()).addString(entry.key())
                .addInteger(entry.catalogue());
        AuditEvent event = AuditEvent.success(by, AuditAction.RECOGNITION_DECIDE, prompt.id().toString())
                .with(Map.of("decision", entry.kind()));
        return connection.preparedQuery(INSERT).execute(row)
                .compose(kept -> connection.preparedQuery(MOVE).execute(Tuple.of(prompt.id(), next.name(), number)))
                .compose(moved -> AuditRows.insert(connection, event)).map(id);
    }

    private Future<Outcome> done(UUID prompt) {
        return connection.preparedQuery(PromptRows.SELECT + "where p.id = $1").execute(Tuple.of(prompt))
                .map(rows -> new Outcome.Done(PromptRows.prompt(rows.iterator().next())));
    }

    Future<Outcome> revoke(Revoking revoking) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(revoking.prompt())).compose(rows -> {
            if (rows.size() == 0) {
                return Future.succeededFuture(new Outcome.Unknown());
            }
            Prompt prompt = PromptRows.prompt(rows.iterator().next());
            if (!prompt.unit().equals(revoking.by().unit())) {
                return Future.succeededFuture(new Outcome.NotYours());
            }
            return prompt.decision().isEmpty() ? Future.succeededFuture(new Outcome.Refused(prompt.state()))
                    : revoke(prompt, prompt.decision().get(), revoking);
        });
    }

    private Future<Outcome> revoke(Prompt prompt, Prompt.Given given, Revoking revoking) {
        if (!given.account().equals(revoking.by().name())) {
            return Future.succeededFuture(new Outcome.NotYours());
        }
        boolean decided = prompt.state() == Prompt.State.ADOPTED || prompt.state() == Prompt.State.DECLINED;
        if (!decided || given.at().plus(revoking.within()).isBefore(Instant.now())) {
            return Future.succeededFuture(new Outcome.Refused(prompt.state()));
        }
        var entry = new Entry(prompt.id(), "REVOKED", given.result(), null, null, revoking.why(), false, "",
                prompt.catalogue());
        return connection.preparedQuery(TAKE_BACK).execute(Tuple.of(given.id(), "REVOKED"))
                .compose(taken -> write(prompt, entry, Prompt.State.VIEWED, revoking.by()))
                .compose(id -> done(prompt.id()));
    }

    /** Nobody answered in time. */
    Future<Void> close(Row row) {
        Prompt prompt = PromptRows.prompt(row);
        var entry = new Entry(prompt.id(), "NO_RESPONSE", null, null, null, "", false, "", prompt.catalogue());
        return write(prompt, entry, Prompt.State.NO_RESPONSE, AuditEvent.Actor.GATEWAY).mapEmpty();
    }
}
