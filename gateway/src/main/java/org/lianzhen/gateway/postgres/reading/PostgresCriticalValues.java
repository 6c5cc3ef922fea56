package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.reading.critical.CriticalFlag;
import org.lianzhen.gateway.reading.critical.CriticalState;
import org.lianzhen.gateway.reading.critical.CriticalStep;
import org.lianzhen.gateway.reading.critical.CriticalValue;
import org.lianzhen.gateway.reading.critical.CriticalValues;

/** Keeps critical values in PostgreSQL. */
public final class PostgresCriticalValues implements CriticalValues {
    private static final int LIMIT_SECONDS = 10;
    private static final String VALUE = CriticalRows.SELECT + CriticalRows.FROM;
    private static final String STUDY = "select id from study where uid = $1 and unit = any($2)";
    /** So that no report becomes final meanwhile. */
    private static final String LOCK_TASK = "select id from reading_task where study = $1 for no key update";
    private static final String RAISE = """
            insert into critical_value (id, unit, study, item, item_name, item_english, finding, state, raised_by,
                raised_at, notify_by, acknowledge_by, handle_time)
            select $1, s.unit, s.id, $3, $4, $5, $6, 'RAISED', $7, $8::timestamptz,
                $8::timestamptz + make_interval(secs => $9), $8::timestamptz + make_interval(secs => $10), make_interval(secs => $11)
            from study s where s.id = $2""";
    /** The second of two who do the same at the same moment finds it in another state. */
    private static final String STEP = """
            update critical_value set state = case when $2 = 'NOTIFIED' and state <> 'RAISED' then state else $2 end,
                handle_by = case when $2 = 'ACKNOWLEDGED' then $4::timestamptz + handle_time else handle_by end
            where id = $1 and state = any($3)""";
    private static final String NOTE = """
            insert into critical_step (value, number, unit, at, account, move, to_state, channel, person, words, attempt)
            select v.id, (select count(*) from critical_step e where e.value = v.id) + 1, v.unit, $2, $3, $4, v.state,
                $5, $6, $7, $8 from critical_value v where v.id = $1 on conflict (attempt) do nothing""";
    private static final String FIND = VALUE + "where v.id = $1 and v.unit = any($2)";
    private static final String OF_STUDY = VALUE
            + "where s.uid = $1 and v.unit = any($2) order by v.raised_at desc, v.id desc";
    private static final String LIST = VALUE
            + """
                    where v.unit = any($1) and (not $2 or v.state not in ('CLOSED', 'WITHDRAWN'))
                    order by v.state in ('CLOSED', 'WITHDRAWN'),
                        case when v.state not in ('CLOSED', 'WITHDRAWN') then v.raised_at end, v.raised_at desc, v.id limit $3""";
    private static final String IN = VALUE + "where v.state = any($1) order by v.raised_at, v.id limit $2";
    private static final String STEPS = """
            select c.*, coalesce((select a.display_name from account a where a.name = c.account), c.account) as name,
                coalesce((select a.display_name from account a where a.name = c.person and c.move = 'NOTIFY'), c.person)
                    as person_name
            from critical_step c where c.value = $1 order by c.number""";
    private static final String NAMES = "select name, display_name from account where name = any($1)";
    private static final String TOLD = CriticalRows.SELECT + ", a.id as attempt, a.channel, a.account, a.ended_at"
            + CriticalRows.FROM + """
                    join notice n on n.key in ('critical-value/' || v.id, 'critical-value-late/' || v.id)
                    join notice_attempt a on a.notice = n.id and a.state = 'DELIVERED'
                    where v.state in ('RAISED', 'NOTIFIED', 'ESCALATED')
                        and not exists (select from critical_step c where c.attempt = a.id)
                    order by a.ended_at limit $1""";
    private static final String TO_CLOSE = VALUE
            + "where v.state = 'HANDLED' and coalesce(t.state, 'APPROVED') in ('APPROVED', 'WITHDRAWN') order by v.raised_at limit $1";

    private final Pool pool;

    public PostgresCriticalValues(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Optional<CriticalValue>> raise(Raising raising, Set<String> units, AuditEvent event) {
        return inTransaction(connection -> connection.preparedQuery(STUDY)
                .execute(Tuple.of(raising.study()).addArrayOfString(texts(units)))
                .compose(found -> found.size() == 0
                        ? Future.succeededFuture(Optional.<CriticalValue>empty())
                        : raise(connection, raising, found.iterator().next().getUUID("id"))
                                .compose(id -> kept(connection, id, raising.step(), event))));
    }

    private static Future<UUID> raise(SqlConnection connection, Raising raising, UUID study) {
        UUID id = UuidV7.next();
        Tuple row = Tuple.of(id, study, raising.item().code(), raising.item().name(), raising.item().english(),
                raising.finding()).addString(raising.step().account()).addOffsetDateTime(moment(raising.step().at()))
                .addDouble((double) raising.limits().tell().toSeconds())
                .addDouble((double) raising.limits().acknowledge().toSeconds())
                .addDouble((double) raising.limits().handle().toSeconds());
        return connection.preparedQuery(LOCK_TASK).execute(Tuple.of(study))
                .compose(locked -> connection.preparedQuery(RAISE).execute(row)).map(id);
    }

    @Override
    public CompletionStage<Optional<CriticalValue>> step(UUID id, CriticalStep step, AuditEvent event) {
        String to = step.move().to(CriticalState.RAISED).name();
        String[] from = step.move().from().stream().map(CriticalState::name).toArray(String[]::new);
        Tuple change = Tuple.of(id, to).addArrayOfString(from).addOffsetDateTime(moment(step.at()));
        return inTransaction(connection -> connection.preparedQuery(STEP).execute(change)
                .compose(changed -> changed.rowCount() == 0
                        ? Future.succeededFuture(Optional.<CriticalValue>empty())
                        : kept(connection, id, step, event)));
    }

    /** What another process has put on record already is so but once. */
    private static Future<Optional<CriticalValue>> kept(SqlConnection connection, UUID id, CriticalStep step,
            AuditEvent event) {
        CriticalStep.How how = step.how();
        Tuple row = Tuple.of(id, moment(step.at()), step.account(), step.move().name(), how.channel(), how.person())
                .addString(how.words()).addUUID(how.attempt());
        return connection.preparedQuery(NOTE).execute(row).compose(noted -> noted.rowCount() == 0
                ? Future.succeededFuture(Optional.<CriticalValue>empty())
                : AuditRows.insert(connection, event)
                        .compose(written -> connection.preparedQuery(VALUE + "where v.id = $1")
                                .execute(Tuple.of(id)))
                        .map(PostgresCriticalValues::first));
    }

    @Override
    public CompletionStage<Optional<CriticalValue>> find(UUID id, Set<String> units) {
        return answered(FIND, Tuple.of(id).addArrayOfString(texts(units))).map(PostgresCriticalValues::first)
                .toCompletionStage();
    }

    @Override
    public CompletionStage<List<CriticalValue>> ofStudy(String studyInstanceUid, Set<String> units) {
        return answered(OF_STUDY, Tuple.of(studyInstanceUid).addArrayOfString(texts(units)))
                .map(CriticalRows::values).toCompletionStage();
    }

    @Override
    public CompletionStage<List<CriticalValue>> list(Set<String> units, boolean openOnly, int limit) {
        return answered(LIST, Tuple.tuple().addArrayOfString(texts(units)).addBoolean(openOnly).addInteger(limit))
                .map(CriticalRows::values).toCompletionStage();
    }

    @Override
    public CompletionStage<List<CriticalValue>> in(Set<CriticalState> states, int limit) {
        String[] names = states.stream().map(CriticalState::name).toArray(String[]::new);
        return answered(IN, Tuple.tuple().addArrayOfString(names).addInteger(limit)).map(CriticalRows::values)
                .toCompletionStage();
    }

    @Override
    public CompletionStage<List<CriticalStep.Kept>> steps(UUID id) {
        return answered(STEPS, Tuple.of(id)).map(rows -> {
            List<CriticalStep.Kept> steps = new ArrayList<>(rows.size());
            rows.forEach(row -> steps.add(CriticalRows.step(row)));
            return steps;
        }).toCompletionStage();
    }

    @Override
    public CompletionStage<Map<String, String>> names(Set<String> accounts) {
        return answered(NAMES, Tuple.tuple().addArrayOfString(texts(accounts))).map(rows -> {
            Map<String, String> names = new HashMap<>();
            rows.forEach(row -> names.put(row.getString("name"), row.getString("display_name")));
            return names;
        }).toCompletionStage();
    }

    @Override
    public CompletionStage<List<Told>> told(int limit) {
        return answered(TOLD, Tuple.of(limit)).map(rows -> {
            List<Told> told = new ArrayList<>(rows.size());
            rows.forEach(row -> told.add(new Told(CriticalRows.value(row),
                    new CriticalStep.How(row.getString("channel"), row.getString("account"), "",
                            row.getUUID("attempt")),
                    CriticalRows.moment(row, "ended_at"))));
            return told;
        }).toCompletionStage();
    }

    @Override
    public CompletionStage<List<CriticalValue>> toClose(int limit) {
        return answered(TO_CLOSE, Tuple.of(limit)).map(CriticalRows::values).toCompletionStage();
    }

    @Override
    public CompletionStage<List<CriticalFlag>> flags(String studyInstanceUid) {
        return Database.answered(CriticalFlags.of(pool, studyInstanceUid), LIMIT_SECONDS).toCompletionStage();
    }

    private static Optional<CriticalValue> first(RowSet<Row> rows) {
        return CriticalRows.values(rows).stream().findFirst();
    }

    private static String[] texts(Set<String> texts) {
        return texts.toArray(String[]::new);
    }

    private static OffsetDateTime moment(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private <T> CompletionStage<T> inTransaction(Function<SqlConnection, Future<T>> work) {
        Future<@Nullable T> done = pool.withTransaction(work);
        return Database.answered(done, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    private Future<RowSet<Row>> answered(String sql, Tuple parameters) {
        return Database.answered(pool.preparedQuery(sql).execute(parameters), LIMIT_SECONDS);
    }
}
