package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.lianzhen.gateway.reading.queue.ReadingMove;

/** Writes down what was done with a study that is to be read, in the transaction that does it. */
final class TaskEvents {
    /** The task's row is locked by the move, so that numbers follow one another. */
    private static final String ADD = """
            insert into reading_event (task, number, unit, account, move, to_state, reason)
            select t.id, (select count(*) from reading_event e where e.task = t.id) + 1, t.unit, $2, $3, t.state, $4
            from reading_task t where t.id = $1""";

    private TaskEvents() {}

    /** @param account empty when nobody asked for it */
    static Future<Void> add(SqlClient connection, UUID task, String account, Step step) {
        return connection.preparedQuery(ADD).execute(Tuple.of(task, account, step.move().name(), step.reason()))
                .mapEmpty();
    }

    /** A move, and why it was made. */
    record Step(ReadingMove move, String reason) {}
}
