package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.reading.queue.ReadingTasks.Change;
import org.lianzhen.gateway.reading.queue.ReadingTasks.There;

/** Gives a study to another centre, and takes it home. */
final class EscalationMove {
    private static final String PUT_DOWN = "holder = null, held_until = null, held_from = null";
    private static final String GIVE = "update reading_task set state = $4, home_centre = centre, home_reader = reader, "
            + "centre = $6, reader = $7, " + PUT_DOWN + TaskMove.CHANGED + TaskMove.OF + """
                    and home_reader is null and $7 <> reader and (holder is null or holder = $5 or $8)""";
    private static final String NOTE = """
            insert into reading_escalation (id, task, unit, from_centre, from_reader, to_centre, to_reader, account,
                reason)
            select $2, t.id, t.unit, t.home_centre, t.home_reader, t.centre, t.reader, $3, $4
            from reading_task t where t.id = $1""";
    private static final String HOME = "centre = home_centre, reader = home_reader, home_centre = null, "
            + "home_reader = null";
    private static final String GIVE_BACK = "update reading_task set state = $4, " + HOME + ", " + PUT_DOWN
            + TaskMove.CHANGED + """
                    where id = $1 and state = any($3) and ((reader = any($2) and (holder is null or holder = $5))
                       or (home_reader = any($2) and state = 'ESCALATED')) and home_reader is not null""";
    private static final String GO_HOME = "update reading_task set " + HOME
            + " where id = $1 and home_reader is not null";
    private static final String END = """
            update reading_escalation set ended_at = now() where task = $1 and ended_at is null""";

    private EscalationMove() {}

    static Future<Boolean> give(SqlClient connection, Change change, There there) {
        Tuple values = to(change).addString(there.centre()).addString(there.reader())
                .addBoolean(there.fromAnyHand());
        return TaskMove.run(connection, GIVE, values).compose(given -> given
                ? connection.preparedQuery(NOTE)
                        .execute(Tuple.of(change.id(), UuidV7.next(), change.account(), change.reason()))
                        .map(noted -> true)
                : Future.succeededFuture(false));
    }

    static Future<Boolean> giveBack(SqlClient connection, Change change) {
        return TaskMove.run(connection, GIVE_BACK, to(change))
                .compose(given -> given ? ended(connection, change.id()) : Future.succeededFuture(false));
    }

    private static Tuple to(Change change) {
        return TaskMove.of(change).addString(TaskMove.to(change.move())).addString(change.account());
    }

    /** With what was done there, if it was away at all. */
    static Future<Boolean> goHome(SqlClient connection, UUID task) {
        return TaskMove.run(connection, GO_HOME, Tuple.of(task)).compose(away -> ended(connection, task));
    }

    private static Future<Boolean> ended(SqlClient connection, UUID task) {
        return connection.preparedQuery(END).execute(Tuple.of(task)).map(ended -> true);
    }
}
