package org.lianzhen.gateway.postgres.recognition;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.recognition.Prompt;
import org.lianzhen.gateway.recognition.RecognitionLedger;

/** Keeps prompts and decisions in PostgreSQL. */
public final class PostgresRecognitionLedger implements RecognitionLedger {
    private static final int LIMIT_SECONDS = 10;
    private static final int BATCH = 50;
    private static final String LIMITS = "set local lock_timeout = '9s'";
    private static final String KEPT = PromptRows.SELECT + """
            where (p.imaging_order = $1 and p.item = $2) or (p.unit = $3 and p.request_key = $4 and $4 <> '')""";
    private static final String CHECKED = "delete from recognition_order_news where imaging_order = $1";
    private static final String FIND = PromptRows.SELECT + "where p.id = $1 and p.unit = any($2)";
    private static final String OF_ORDER = PromptRows.SELECT
            + "where p.imaging_order = $1 and p.unit = any($2) order by p.raised_at desc";
    private static final String SEARCH = PromptRows.SELECT + """
            where p.unit = any($1) and p.state = any($2) order by p.raised_at desc, p.id desc limit $3""";
    private static final String VIEWED = """
            update recognition_prompt set state = 'VIEWED', changed_at = now() where id = $1 and state = 'RAISED'""";
    private static final String VIEW = """
            insert into recognition_view (id, prompt, unit, result, account) values ($1, $2, $3, $4, $5)""";
    private static final String SILENT = PromptRows.SELECT + """
            where p.state in ('RAISED', 'VIEWED') and p.raised_at < now() - make_interval(secs => $1)
            order by p.raised_at limit $2 for update of p skip locked""";
    private static final String DONE_ALL_THE_SAME = """
            insert into recognition_saving (id, decision, unit, item, amount, catalogue, reverses, why)
            select gen_random_uuid(), s.decision, s.unit, s.item, -s.amount, s.catalogue, s.id, 'PERFORMED'
            from recognition_saving s join recognition_decision d on d.id = s.decision
                join recognition_prompt p on p.id = d.prompt join imaging_order o on o.id = p.imaging_order
            where s.reverses is null and o.state = 'PERFORMED' and s.at > now() - interval '400 days'
                and not exists (select from recognition_saving b where b.reverses = s.id)
            limit $1 on conflict (reverses) do nothing""";
    private static final String WAITING = """
            select n.imaging_order, o.unit from recognition_order_news n join imaging_order o on o.id = n.imaging_order
            where n.look_at <= now() order by n.look_at limit $1""";
    private static final String LATER = """
            update recognition_order_news set look_at = now() + make_interval(secs => $2) where imaging_order = $1""";

    private final Pool pool;

    public PostgresRecognitionLedger(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Prompt> raise(Raised raised, AuditEvent.Actor by) {
        UUID id = UuidV7.next();
        UUID order = raised.question().source().order();
        return in(connection -> connection.preparedQuery(PromptRows.INSERT).execute(PromptRows.inserted(id, raised))
                .compose(done -> done.rowCount() == 0 ? Future.<Void>succeededFuture()
                        : AuditRows.insert(connection, checked(id, raised, by)))
                .compose(noted -> order == null ? Future.succeededFuture()
                        : connection.preparedQuery(CHECKED).execute(Tuple.of(order)))
                .compose(done -> connection.preparedQuery(KEPT + " or p.id = $5")
                        .execute(Tuple.tuple().addUUID(order).addString(raised.item())
                                .addString(raised.question().unit()).addString(raised.question().source().key())
                                .addUUID(id)))
                .map(rows -> PromptRows.prompt(rows.iterator().next())));
    }

    private static AuditEvent checked(UUID id, Raised raised, AuditEvent.Actor by) {
        return AuditEvent.success(by, AuditAction.RECOGNITION_CHECK, id.toString())
                .with(Map.of("code", raised.judgement().code().name(), "form", raised.judgement().prompt().name()));
    }

    @Override
    public CompletionStage<Optional<Prompt>> find(UUID id, Set<String> units) {
        return prompts(FIND, Tuple.of(id).addArrayOfString(units.toArray(String[]::new)))
                .thenApply(all -> all.stream().findFirst());
    }

    @Override
    public CompletionStage<List<Prompt>> ofOrder(UUID order, Set<String> units) {
        return prompts(OF_ORDER, Tuple.of(order).addArrayOfString(units.toArray(String[]::new)));
    }

    @Override
    public CompletionStage<List<Prompt>> search(Search search) {
        Set<Prompt.State> states = search.states().isEmpty() ? Set.of(Prompt.State.values()) : search.states();
        return prompts(SEARCH, Tuple.tuple().addArrayOfString(search.units().toArray(String[]::new))
                .addArrayOfString(states.stream().map(Enum::name).toArray(String[]::new)).addInteger(search.limit()));
    }

    private CompletionStage<List<Prompt>> prompts(String sql, Tuple parameters) {
        return Database.answered(pool.preparedQuery(sql).execute(parameters), LIMIT_SECONDS).map(PromptRows::all)
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Void> viewed(Prompt prompt, UUID result, AuditEvent.Actor by) {
        AuditEvent event = AuditEvent.success(by, AuditAction.RECOGNITION_VIEW, prompt.id().toString())
                .with(Map.of("result", result.toString()));
        return in(connection -> connection.preparedQuery(VIEW)
                .execute(Tuple.of(UuidV7.next(), prompt.id(), prompt.unit(), result, by.name()))
                .compose(kept -> connection.preparedQuery(VIEWED).execute(Tuple.of(prompt.id())))
                .compose(moved -> AuditRows.insert(connection, event)));
    }

    @Override
    public CompletionStage<Outcome> decide(Deciding deciding) {
        return in(connection -> new DecisionTransaction(connection).decide(deciding));
    }

    @Override
    public CompletionStage<Outcome> revoke(Revoking revoking) {
        return in(connection -> new DecisionTransaction(connection).revoke(revoking));
    }

    @Override
    public CompletionStage<Integer> close(Duration silence) {
        return in(connection -> connection.preparedQuery(SILENT)
                .execute(Tuple.of((double) silence.toSeconds(), BATCH)).compose(rows -> {
                    Future<Void> all = Future.succeededFuture();
                    for (Row row : rows) {
                        all = all.compose(before -> new DecisionTransaction(connection).close(row));
                    }
                    return all.map(done -> rows.size());
                })).thenApply(Objects::requireNonNull);
    }

    @Override
    public CompletionStage<Integer> reverse() {
        return Database.answered(pool.preparedQuery(DONE_ALL_THE_SAME).execute(Tuple.of(BATCH)), LIMIT_SECONDS)
                .map(done -> done.rowCount()).toCompletionStage();
    }

    @Override
    public CompletionStage<List<Waiting>> waiting(int limit) {
        return Database.answered(pool.preparedQuery(WAITING).execute(Tuple.of(limit)), LIMIT_SECONDS).map(rows -> {
            List<Waiting> all = new ArrayList<>();
            rows.forEach(row -> all.add(new Waiting(row.getUUID("imaging_order"), row.getString("unit"))));
            return List.copyOf(all);
        }).toCompletionStage();
    }

    @Override
    public CompletionStage<Void> later(UUID order, Duration pause) {
        return Database.answered(pool.preparedQuery(LATER).execute(Tuple.of(order, (double) pause.toSeconds())),
                LIMIT_SECONDS).<Void>mapEmpty().toCompletionStage();
    }

    private <T> CompletionStage<T> in(Function<SqlConnection, Future<T>> work) {
        Future<T> done = pool.withTransaction(connection -> connection.query(LIMITS).execute()
                .compose(limited -> work.apply(connection)));
        return Database.answered(done, LIMIT_SECONDS).toCompletionStage();
    }
}
