package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.ResultReceiver;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.reading.report.SignedReport;
import org.lianzhen.gateway.reading.result.ResultMessages;

/** Keeps in PostgreSQL which reports go to which programs. */
public final class PostgresResultMessages implements ResultMessages {
    private static final int LIMIT_SECONDS = 10;
    private static final int LONGEST = 300;

    private final Pool pool;

    public PostgresResultMessages(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Integer> spread(List<ResultReceiver> receivers) {
        Tuple all = Tuple.tuple().addArrayOfString(texts(receivers, ResultReceiver::code))
                .addArrayOfString(texts(receivers, ResultReceiver::unit))
                .addArrayOfBoolean(receivers.stream()
                        .map(one -> one.wants().contains(ResultReceiver.Extra.PRELIMINARY)).toArray(Boolean[]::new));
        return count(ResultMessageSql.SPREAD, all);
    }

    private static String[] texts(List<ResultReceiver> receivers, Function<ResultReceiver, String> text) {
        return receivers.stream().map(text).toArray(String[]::new);
    }

    @Override
    public CompletionStage<Optional<Due>> next(Duration term) {
        return answered(ResultMessageSql.NEXT, Tuple.of((double) term.toSeconds()))
                .map(rows -> all(rows, PostgresResultMessages::due).stream().findFirst()).toCompletionStage();
    }

    private static Due due(Row row) {
        return new Due(row.getUUID("id"), row.getString("receiver"), new Version(row.getUUID("task"),
                row.getInteger("number"), row.getString("unit"), row.getString("uid")), row.getInteger("attempts"));
    }

    @Override
    public CompletionStage<Void> delivered(Due due, AuditEvent event) {
        Future<@Nullable Void> done = pool.withTransaction(connection -> connection
                .preparedQuery(ResultMessageSql.DELIVERED).execute(Tuple.of(due.id()))
                .compose(changed -> AuditRows.insert(connection, event)));
        return Database.answered(done, LIMIT_SECONDS).<Void>mapEmpty().toCompletionStage();
    }

    @Override
    public CompletionStage<Void> failed(Due due, Trouble trouble, @Nullable Duration again) {
        boolean all = trouble.kind() == Trouble.Kind.UNREACHED;
        Tuple values = (all ? Tuple.of(due.receiver(), due.attempts()) : Tuple.of(due.id()))
                .addString(trouble.kind().name()).addString(shortened(trouble.detail())).addDouble(seconds(again));
        return answered(all ? ResultMessageSql.UNREACHED : ResultMessageSql.FAILED, values).<Void>mapEmpty()
                .toCompletionStage();
    }

    private static @Nullable Double seconds(@Nullable Duration again) {
        return again == null ? null : (double) again.toSeconds();
    }

    private static String shortened(String why) {
        return why.replace('\0', ' ').substring(0, Math.min(LONGEST, why.length()));
    }

    @Override
    public CompletionStage<List<Shown>> list(Selection selection) {
        Tuple values = Tuple.tuple().addArrayOfString(selection.units().toArray(String[]::new))
                .addString(selection.state() == null ? null : selection.state().name()).addString(selection.receiver())
                .addUUID(selection.before()).addInteger(selection.limit());
        return answered(ResultMessageSql.LIST, values).map(rows -> all(rows, PostgresResultMessages::shown))
                .toCompletionStage();
    }

    private static Shown shown(Row row) {
        State state = State.valueOf(row.getString("state"));
        OffsetDateTime due = row.getOffsetDateTime("due_at");
        return new Shown(row.getUUID("id"), row.getString("receiver"),
                new Of(row.getString("unit"), row.getString("uid"), row.getInteger("number"),
                        SignedReport.Kind.valueOf(row.getString("kind"))),
                state, row.getInteger("attempts"), state == State.WAITING ? due.toInstant() : null,
                trouble(row), new Times(row.getOffsetDateTime("made_at").toInstant(),
                        row.getOffsetDateTime("changed_at").toInstant()));
    }

    private static @Nullable Trouble trouble(Row row) {
        String kind = row.getString("trouble");
        return kind == null ? null : new Trouble(Trouble.Kind.valueOf(kind), row.getString("detail"));
    }

    @Override
    public CompletionStage<List<Load>> loads(Set<String> units) {
        return answered(ResultMessageSql.LOADS, Tuple.tuple().addArrayOfString(units.toArray(String[]::new)))
                .map(rows -> all(rows, row -> new Load(row.getString("receiver"), row.getInteger("waiting"),
                        row.getInteger("failed"), row.getInteger("delivered"))))
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Integer> resend(Set<String> units, List<UUID> ids, @Nullable String receiver,
            AuditEvent event) {
        Tuple values = Tuple.tuple().addArrayOfString(units.toArray(String[]::new))
                .addArrayOfUUID(ids.toArray(UUID[]::new)).addString(receiver);
        Future<@Nullable Integer> done = pool.withTransaction(connection -> resend(connection, values, event));
        return Database.answered(done, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    private static Future<@Nullable Integer> resend(SqlConnection connection, Tuple values, AuditEvent event) {
        return connection.preparedQuery(ResultMessageSql.RESEND).execute(values)
                .compose(changed -> changed.rowCount() == 0 ? Future.succeededFuture(0)
                        : AuditRows.insert(connection, event).map(changed.rowCount()));
    }

    @Override
    public CompletionStage<Integer> givenUp() {
        return count(ResultMessageSql.GIVEN_UP, Tuple.tuple());
    }

    private CompletionStage<Integer> count(String sql, Tuple values) {
        return answered(sql, values).map(rows -> rows.iterator().next().getInteger("count")).toCompletionStage();
    }

    private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
        List<T> all = new ArrayList<>(rows.size());
        rows.forEach(row -> all.add(read.apply(row)));
        return all;
    }

    private Future<RowSet<Row>> answered(String sql, Tuple parameters) {
        return Database.answered(pool.preparedQuery(sql).execute(parameters), LIMIT_SECONDS);
    }
}
