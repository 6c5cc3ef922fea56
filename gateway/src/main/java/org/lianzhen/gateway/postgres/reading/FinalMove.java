package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import org.lianzhen.gateway.reading.queue.ReadingTasks.Change;

/** Changes the row of a study of which the report is final, or was. */
final class FinalMove {
    /** The version that is valid: whoever is approved has one. */
    private static final String VALID = """
            (select max(v.number) from report_version v where v.task = reading_task.id
                and v.kind in ('FINAL', 'AMENDMENT'))""";
    /** Whoever gives it back leaves it to others to go on with, or to drop. */
    private static final String AMEND = """
            update reading_task set state = $4, holder = $5, held_until = now() + make_interval(secs => $6),
                held_from = 'QUEUED', amend_reason = $7, amends = """ + VALID + TaskMove.CHANGED + TaskMove.OF;
    /** It begins with the last text. */
    private static final String BEGIN = """
            update report_draft d set document = v.content::jsonb -> 'text', version = d.version + 1, author = $2,
                changed_at = now()
            from reading_task t join report_version v on v.task = t.id and v.number = t.amends
            where t.id = $1 and d.task = t.id""";
    private static final String DROP = """
            update reading_task set state = $4, holder = null, held_until = null, held_from = null, amends = null,
                amend_reason = null, (writer, approver) = (select v.content::jsonb ->> 'writer', v.signer
                    from report_version v where v.task = reading_task.id and v.number = reading_task.amends)"""
            + TaskMove.CHANGED + TaskMove.OF + " and holder = $5 and amends is not null";
    private static final String WITHDRAW = "update reading_task set state = $4, report = report + 1"
            + TaskMove.CHANGED + TaskMove.OF;
    private static final String REOPEN = "update reading_task set state = $4, writer = null, approver = null"
            + TaskMove.CHANGED + TaskMove.OF;

    private FinalMove() {}

    /** @return whether it was made */
    static Future<Boolean> make(SqlClient connection, Change change) {
        return switch (change.move()) {
            case AMEND -> amend(connection, change);
            case DROP -> TaskMove.home(connection, DROP, change);
            case WITHDRAW -> TaskMove.run(connection, WITHDRAW, to(change));
            case REOPEN -> TaskMove.run(connection, REOPEN, to(change));
            default -> throw new IllegalArgumentException(change.move() + " is none of a final report");
        };
    }

    private static Tuple to(Change change) {
        return TaskMove.of(change).addString(TaskMove.to(change.move()));
    }

    private static Future<Boolean> amend(SqlClient connection, Change change) {
        return TaskMove.run(connection, AMEND, TaskMove.taken(change).addString(change.reason()))
                .compose(moved -> moved
                        ? connection.preparedQuery(BEGIN).execute(Tuple.of(change.id(), change.account()))
                                .map(begun -> true)
                        : Future.succeededFuture(false));
    }
}
