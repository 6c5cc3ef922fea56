package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.audit.AuditRows;
import org.lianzhen.gateway.reading.queue.ReadingMove;
import org.lianzhen.gateway.reading.queue.ReadingState;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.queue.ReadingTasks;

/** Keeps the queues of centres in PostgreSQL. */
public final class PostgresReadingTasks implements ReadingTasks {
    private static final int LIMIT_SECONDS = 10;
    private static final String LIST = "select " + TaskRows.COLUMNS + TaskRows.FROM + """
            where (t.reader = any($1) or t.home_reader = any($1)) and t.state = any($2)
                and ($3::text is null or $3 in (t.holder, t.writer, t.approver))
            order by t.state in ('APPROVED', 'WITHDRAWN', 'REPLACED'),
                case when t.state not in ('APPROVED', 'WITHDRAWN', 'REPLACED') then t.urgency end,
                case when t.state not in ('APPROVED', 'WITHDRAWN', 'REPLACED') then t.due_at end,
                t.changed_at desc, t.id limit $4""";
    private static final String FIND = "select " + TaskRows.COLUMNS + TaskRows.FROM
            + "where t.id = $1 and " + TaskRows.SEEN;
    private static final String HISTORY = """
            select at, account, move, to_state, reason from reading_event where task = $1 order by number""";
    private static final String COUNTS = """
            select centre, state, count(*)::int as tasks, (count(*) filter (where due_at < now()))::int as late
            from reading_task where reader = any($1) and state not in ('APPROVED', 'WITHDRAWN', 'REPLACED') group by centre, state
            order by centre, state""";

    private final Pool pool;

    public PostgresReadingTasks(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<List<ReadingTask>> list(Asked asked) {
        String[] states = Arrays.stream(ReadingState.values())
                .filter(state -> asked.states().isEmpty() ? !state.isOver() : asked.states().contains(state))
                .map(ReadingState::name).toArray(String[]::new);
        return answered(LIST, Tuple.of(texts(asked.readers()), states, asked.account(), asked.limit()))
                .map(rows -> {
                    List<ReadingTask> tasks = new ArrayList<>(rows.size());
                    rows.forEach(row -> tasks.add(TaskRows.task(row)));
                    return tasks;
                }).toCompletionStage();
    }

    @Override
    public CompletionStage<Optional<ReadingTask>> find(UUID id, Set<String> readers) {
        return answered(FIND, Tuple.of(id).addArrayOfString(texts(readers))).map(PostgresReadingTasks::first)
                .toCompletionStage();
    }

    private static Optional<ReadingTask> first(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(TaskRows.task(row));
        }
        return Optional.empty();
    }

    @Override
    public CompletionStage<List<Event>> history(UUID id) {
        return answered(HISTORY, Tuple.of(id)).map(rows -> {
            List<Event> events = new ArrayList<>(rows.size());
            rows.forEach(row -> events.add(new Event(row.getOffsetDateTime("at").toInstant(),
                    row.getString("account"), ReadingMove.valueOf(row.getString("move")),
                    ReadingState.valueOf(row.getString("to_state")), row.getString("reason"))));
            return events;
        }).toCompletionStage();
    }

    @Override
    public CompletionStage<List<Count>> counts(Set<String> readers) {
        return answered(COUNTS, Tuple.of((Object) texts(readers))).map(rows -> {
            List<Count> counts = new ArrayList<>(rows.size());
            rows.forEach(row -> counts.add(new Count(row.getString("centre"),
                    ReadingState.valueOf(row.getString("state")), row.getInteger("tasks"),
                    row.getInteger("late"))));
            return counts;
        }).toCompletionStage();
    }

    @Override
    public CompletionStage<Result> move(Change change, AuditEvent event) {
        return made(change, event, connection -> TaskMove.make(connection, change));
    }

    @Override
    public CompletionStage<Result> escalate(Change change, There there, AuditEvent event) {
        return made(change, event, connection -> EscalationMove.give(connection, change, there));
    }

    private CompletionStage<Result> made(Change change, AuditEvent event,
            Function<SqlConnection, Future<Boolean>> move) {
        Future<@Nullable Result> done = pool.withTransaction(connection -> move.apply(connection)
                .compose(moved -> moved
                        ? recorded(connection, change, event)
                        : refused(connection, change)));
        return Database.answered(done, LIMIT_SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }

    private static Future<@Nullable Result> recorded(SqlConnection connection, Change change, AuditEvent event) {
        return TaskEvents.add(connection, change.id(), change.account(),
                new TaskEvents.Step(change.move(), change.reason()))
                .compose(added -> AuditRows.insert(connection, event))
                .compose(kept -> found(connection, change))
                .<@Nullable Result>map(found -> new Result.Moved(found.orElseThrow()));
    }

    private static Future<@Nullable Result> refused(SqlConnection connection, Change change) {
        return found(connection, change).<@Nullable Result>map(
                found -> found.map(task -> refusal(task, change)).orElseGet(Result.Unknown::new));
    }

    private static Result refusal(ReadingTask task, Change change) {
        if (!change.move().from().contains(task.standing().state())
                || !change.readers().contains(task.owner().reader())) {
            return new Result.Illegal(task);
        }
        return switch (change.move()) {
            case REVIEW -> new Result.OwnReport(task);
            case ASSIGN -> new Result.NoReader(task);
            default -> new Result.Illegal(task);
        };
    }

    private static Future<Optional<ReadingTask>> found(SqlConnection connection, Change change) {
        return connection.preparedQuery(FIND).execute(Tuple.of(change.id()).addArrayOfString(texts(change.readers())))
                .map(PostgresReadingTasks::first);
    }

    private Future<RowSet<Row>> answered(String sql, Tuple parameters) {
        return Database.answered(pool.preparedQuery(sql).execute(parameters), LIMIT_SECONDS);
    }

    private static String[] texts(Set<String> texts) {
        return texts.toArray(String[]::new);
    }
}
