package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.reading.queue.ReadingIntake.Place;
import org.lianzhen.gateway.reading.queue.ReadingMatter;
import org.lianzhen.gateway.reading.queue.ReadingMove;
import org.lianzhen.gateway.reading.queue.ReadingState;

/** Puts a study into the queue where it is to be, or moves it there. */
final class TaskIntake {
    private static final String ADD = """
            insert into reading_task (id, unit, study, centre, reader, urgency, state, rules)
            values ($1, $2, $3, $4, $5, $6::text::urgency, 'RECEIVING', $7) on conflict (study) do nothing""";
    /**
     * What is more urgent than it was goes forward, and is due earlier, by the rules by which it was due before; what somebody has
     * made urgent by hand stays so.
     */
    private static final String FOUND = """
            update reading_task set urgency = least(urgency, $2::text::urgency),
                due_at = case when state = 'QUEUED' and rules = $3 then least(due_at, $4) else due_at end
            where study = $1
            returning id, state, exists (select from series e join instance i on i.series = e.id
                where e.study = $1 and i.received_at > reading_task.changed_at) as newer""";
    private static final String MOVE = """
            update reading_task set state = $2, centre = $3, reader = $4, rules = $5, received_at = $6, due_at = $7,
                version = version + 1, changed_at = now() where id = $1""";
    /** What was asked for again, and has come as this study. */
    private static final String REPLACE = """
            update reading_task t set state = 'REPLACED', version = version + 1, changed_at = now()
            from order_match other join order_match mine on mine.imaging_order = other.imaging_order
                join study s on s.id = mine.study
            where mine.study = $1 and other.study = t.study and t.study <> $1 and t.state = 'RECALL_FOR_REPEAT'
                and s.created_at > t.changed_at
            returning t.id""";

    private TaskIntake() {}

    static Future<Void> put(SqlConnection connection, ReadingMatter matter, Place place) {
        UUID id = UuidV7.next();
        Tuple row = Tuple.of(id, matter.unit(), matter.study(), place.centre(), place.reader(),
                matter.urgency().name()).addInteger(place.rules());
        return connection.preparedQuery(ADD).execute(row)
                .compose(added -> added.rowCount() == 0 ? Future.succeededFuture()
                        : TaskEvents.add(connection, id, "", new TaskEvents.Step(ReadingMove.RECEIVE, "")))
                .compose(noted -> connection.preparedQuery(FOUND)
                        .execute(Tuple.of(matter.study(), matter.urgency().name(), place.rules())
                                .addOffsetDateTime(place.dueAt() == null ? null : moment(place.dueAt()))))
                .compose(found -> moved(connection, found, matter, place))
                .compose(done -> connection.preparedQuery(REPLACE).execute(Tuple.of(matter.study())))
                .compose(replaced -> noted(connection, replaced));
    }

    private static Future<Void> noted(SqlConnection connection, RowSet<Row> replaced) {
        Future<Void> all = Future.succeededFuture();
        for (Row row : replaced) {
            all = all.compose(before -> TaskEvents.add(connection, row.getUUID("id"), "",
                    new TaskEvents.Step(ReadingMove.REPLACE, "")));
        }
        return all;
    }

    private static Future<Void> moved(SqlConnection connection, RowSet<Row> found, ReadingMatter matter,
            Place place) {
        Row row = found.iterator().next();
        ReadingState now = ReadingState.valueOf(row.getString("state"));
        boolean waits = now == ReadingState.RECALL_FOR_REPEAT && !row.getBoolean("newer");
        ReadingMove move = waits ? null : move(now, matter);
        Instant received = matter.stableAt();
        Instant due = place.dueAt();
        ReadingState to = move == null ? null : move.to();
        if (move == null || to == null || received == null || due == null) {
            return Future.succeededFuture();
        }
        Tuple values = Tuple.of(row.getUUID("id"), to.name(), place.centre(), place.reader(), place.rules(),
                moment(received)).addOffsetDateTime(moment(due));
        return connection.preparedQuery(MOVE).execute(values).compose(
                done -> TaskEvents.add(connection, row.getUUID("id"), "", new TaskEvents.Step(move, "")));
    }

    /** Null when it stays where it is: what arrives late does not take it out of anybody's hand. */
    private static @Nullable ReadingMove move(ReadingState now, ReadingMatter matter) {
        if (matter.stableAt() == null) {
            return null;
        }
        ReadingMove wanted = matter.contradicted() ? ReadingMove.QUARANTINE : ReadingMove.QUEUE;
        return wanted.from().contains(now) ? wanted : null;
    }

    private static OffsetDateTime moment(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
