package org.lianzhen.gateway.postgres.notify;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
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
import org.lianzhen.gateway.notify.Attempt;
import org.lianzhen.gateway.notify.ChannelKind;
import org.lianzhen.gateway.notify.Climb;
import org.lianzhen.gateway.notify.Matter;
import org.lianzhen.gateway.notify.Notice;
import org.lianzhen.gateway.notify.NoticeStore;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.postgres.audit.AuditRows;

/** Keeps notices in PostgreSQL. */
public final class PostgresNoticeStore implements NoticeStore {
    private static final int LIMIT_SECONDS = 10;
    /** Each is lost only because the matter of the same key was settled at this very moment. */
    private static final int CONTESTS = 5;

    private final Pool pool;

    public PostgresNoticeStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<UUID> raise(Matter matter, Instant now, Function<UUID, AuditEvent> event) {
        return answered(raise(matter, now, event, CONTESTS));
    }

    private Future<UUID> raise(Matter matter, Instant now, Function<UUID, AuditEvent> event, int contests) {
        return transaction(connection -> insertOrFind(connection, matter, now, event))
                .compose(found -> found.isPresent() || contests == 0
                        ? Future.succeededFuture(found.orElseThrow())
                        : raise(matter, now, event, contests - 1));
    }

    private static Future<Optional<UUID>> insertOrFind(SqlConnection connection, Matter matter, Instant now,
            Function<UUID, AuditEvent> event) {
        return insert(connection, matter, now)
                .compose(id -> id.isEmpty() ? first(connection, NoticeSql.BY_KEY, Tuple.of(matter.key()))
                        : AuditRows.insert(connection, event.apply(id.get())).map(id));
    }

    private static Future<Optional<UUID>> insert(SqlClient client, Matter matter, Instant now) {
        return first(client, NoticeSql.RAISE,
                Tuple.tuple().addUUID(UuidV7.next()).addString(matter.unit()).addString(matter.key())
                        .addString(matter.kind()).addString(matter.urgency().name())
                        .addString(matter.subject().reference())
                        .addJsonObject(NoticeRows.json(matter.subject().parameters()))
                        .addJsonArray(NoticeRows.json(matter.ladder())).addOffsetDateTime(NoticeRows.moment(now)));
    }

    private static Future<Optional<UUID>> first(SqlClient client, String sql, Tuple parameters) {
        return client.preparedQuery(sql).execute(parameters).map(rows -> {
            for (Row row : rows) {
                return Optional.of(row.getUUID(0));
            }
            return Optional.empty();
        });
    }

    @Override
    public CompletionStage<Integer> climb(Instant now, Function<Climb.Standing, Climb> decide,
            Set<ChannelKind> channels) {
        return inTransaction(connection -> new Climbing(connection, now, channels).next(decide));
    }

    @Override
    public CompletionStage<List<Attempt.Leased>> lease(ChannelKind channel, Instant now, Duration term) {
        return inTransaction(connection -> connection.preparedQuery(NoticeSql.GIVE_UP)
                .execute(Tuple.of(NoticeRows.moment(now)))
                .compose(done -> connection.preparedQuery(NoticeSql.LEASE).execute(Tuple.of(channel.name(),
                        NoticeRows.moment(now), NoticeRows.moment(now.plus(term)))))
                .map(rows -> all(rows, NoticeRows::leased)));
    }

    @Override
    public CompletionStage<Void> report(Attempt.Report report, Instant now) {
        Instant again = report.again();
        return answered(pool.preparedQuery(NoticeSql.REPORT)
                .execute(Tuple.tuple().addUUID(report.leased().id()).addInteger(report.leased().tries())
                        .addString(report.state().name()).addString(report.detail())
                        .addOffsetDateTime(again == null ? null : NoticeRows.moment(again))
                        .addOffsetDateTime(
                                report.state() == Attempt.State.PENDING ? null : NoticeRows.moment(now)))
                .<Void>mapEmpty());
    }

    @Override
    public CompletionStage<Boolean> end(UUID id, Notice.State state, Notice.Ending ending, AuditEvent event) {
        Tuple wanted = Tuple.of(id, state.name(), NoticeRows.moment(ending.at()), ending.by(),
                ending.reason());
        return inTransaction(connection -> first(connection, NoticeSql.END, wanted)
                .compose(ended -> ended.isEmpty() ? Future.succeededFuture(false)
                        : close(connection, id, ending.at(), event).map(true)));
    }

    @Override
    public CompletionStage<Void> settle(String key, Instant now, Function<UUID, AuditEvent> event) {
        return inTransaction(connection -> first(connection, NoticeSql.SETTLE, Tuple.of(key, NoticeRows.moment(now)))
                .compose(settled -> settled.isEmpty() ? Future.succeededFuture(false)
                        : close(connection, settled.get(), now, event.apply(settled.get())).map(true)))
                .thenApply(done -> null);
    }

    private static Future<Void> close(SqlConnection connection, UUID id, Instant now, AuditEvent event) {
        return connection.preparedQuery(NoticeSql.CANCEL).execute(Tuple.of(id, NoticeRows.moment(now)))
                .compose(done -> AuditRows.insert(connection, event));
    }

    @Override
    public CompletionStage<Optional<Notice>> find(UUID id) {
        return rows(NoticeSql.FIND, Tuple.of(id), NoticeRows::notice).thenApply(all -> all.stream().findFirst());
    }

    @Override
    public CompletionStage<List<Notice>> list(Selection selection) {
        Filter filter = selection.filter();
        return rows(NoticeSql.LIST, Tuple.tuple().addString(selection.told()).addString(selection.unit())
                .addArrayOfString(filter.states().stream().map(Notice.State::name).toArray(String[]::new))
                .addString(filter.kind())
                .addOffsetDateTime(moment(filter.from())).addOffsetDateTime(moment(filter.to()))
                .addUUID(selection.before()).addInteger(selection.limit()), NoticeRows::notice);
    }

    @Override
    public CompletionStage<List<Attempt>> attempts(UUID notice) {
        return rows(NoticeSql.ATTEMPTS, Tuple.of(notice), NoticeRows::attempt);
    }

    @Override
    public CompletionStage<List<String>> unsettled(String prefix) {
        return rows(NoticeSql.UNSETTLED, Tuple.of(prefix), row -> row.getString(0));
    }

    @Override
    public CompletionStage<Integer> ended(Instant before, int most) {
        return rows(NoticeSql.COUNT_CLOSED, Tuple.of(NoticeRows.moment(before), most), row -> row.getInteger(0))
                .thenApply(List::getFirst);
    }

    @Override
    public CompletionStage<Integer> forget(Instant before, int most, @Nullable AuditEvent event) {
        return inTransaction(connection -> connection.preparedQuery(NoticeSql.FORGET)
                .execute(Tuple.of(NoticeRows.moment(before), most)).map(SqlResult::rowCount)
                .compose(count -> event == null ? Future.succeededFuture(count)
                        : AuditRows.insert(connection, event).map(count)));
    }

    @Override
    public CompletionStage<Integer> exhausted() {
        return rows(NoticeSql.COUNT_EXHAUSTED, Tuple.tuple(), row -> row.getInteger(0)).thenApply(List::getFirst);
    }

    private static @Nullable OffsetDateTime moment(@Nullable Instant instant) {
        return instant == null ? null : NoticeRows.moment(instant);
    }

    private <T> CompletionStage<List<T>> rows(String sql, Tuple parameters, Function<Row, T> form) {
        return answered(pool.preparedQuery(sql).execute(parameters).map(rows -> all(rows, form)));
    }

    private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> form) {
        List<T> all = new ArrayList<>();
        rows.forEach(row -> all.add(form.apply(row)));
        return List.copyOf(all);
    }

    private <T> CompletionStage<T> inTransaction(Function<SqlConnection, Future<T>> work) {
        return answered(transaction(work));
    }

    private <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
        Future<@Nullable T> done = pool.withTransaction(connection -> work.apply(connection));
        return done.map(Objects::requireNonNull);
    }

    private static <T extends @Nullable Object> CompletionStage<T> answered(Future<T> work) {
        return Database.answered(work, LIMIT_SECONDS).toCompletionStage();
    }
}
