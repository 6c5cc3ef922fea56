package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Policy;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.reading.queue.ReadingMove;
import org.lianzhen.gateway.reading.queue.ReadingState;
import org.lianzhen.gateway.reading.queue.ReadingTasks.Change;

/** Changes the row of a study that is to be read, when the move may be made from where it is by whoever makes it. */
final class TaskMove {
    static final String OF = " where id = $1 and reader = any($2) and state = any($3)";
    static final String CHANGED = ", version = version + 1, changed_at = now()";
    /** Two who take it at the same moment: the second one finds it in another state. */
    private static final String TAKE = """
            update reading_task set held_from = case when state in ('CLAIMED', 'IN_REVIEW') then held_from else state end,
                state = $4, holder = $5, held_until = now() + make_interval(secs => $6)"""
            + CHANGED + OF;
    private static final String REVIEW = TAKE + " and writer <> $5";
    private static final String ASSIGN = TAKE + """
            and exists (select from account a where a.name = $5 and a.unit = reader and a.state = 'ACTIVE'
               and a.roles && $7)""";
    private static final String GIVE_BACK = """
            update reading_task set state = held_from, holder = null, held_until = null, held_from = null""" + CHANGED
            + OF + " and holder = $4";
    private static final String PUT_DOWN = """
            update reading_task set state = $4, holder = null, held_until = null, held_from = null""" + CHANGED + OF
            + " and holder = $5";
    private static final String RECALL = PUT_DOWN + " and amends is null";
    private static final String WRITE = """
            update reading_task set state = $4, writer = holder, approver = null, report = report + 1, holder = null,
                held_until = null, held_from = null""" + CHANGED + OF + " and holder = $5";
    private static final String APPROVE = """
            update reading_task set state = $4, approver = holder, report = report + 1, holder = null, held_until = null,
                held_from = null, amends = null, amend_reason = null"""
            + CHANGED + OF + " and holder = $5 and writer <> $5";

    private TaskMove() {}

    /** @return whether it was made */
    static Future<Boolean> make(SqlClient connection, Change change) {
        return switch (change.move()) {
            case CLAIM -> run(connection, TAKE, taken(change));
            case ASSIGN -> run(connection, ASSIGN, taken(change).addArrayOfString(writers()));
            case REVIEW -> run(connection, REVIEW, taken(change));
            case RELEASE -> run(connection, GIVE_BACK, of(change).addString(change.account()));
            case WRITE -> put(connection, WRITE, change);
            case APPROVE -> home(connection, APPROVE, change);
            case SEND_BACK -> put(connection, PUT_DOWN, change);
            case RECALL -> home(connection, RECALL, change);
            case AMEND, DROP, WITHDRAW, REOPEN -> FinalMove.make(connection, change);
            case RETURN -> EscalationMove.giveBack(connection, change);
            case ESCALATE, RECEIVE, QUEUE, QUARANTINE, REPLACE, REFILE -> throw new IllegalArgumentException(
                    change.move() + " is not made so");
        };
    }

    static Tuple taken(Change change) {
        return of(change).addString(to(change.move())).addString(change.target())
                .addValue((double) change.hold().toSeconds());
    }

    private static String[] writers() {
        return Policy.roles(Operation.WRITE_REPORTS).stream().map(Role::name).toArray(String[]::new);
    }

    /** What another centre was asked for is done: it goes back to where it came from. */
    static Future<Boolean> home(SqlClient connection, String sql, Change change) {
        return put(connection, sql, change).compose(moved -> moved
                ? EscalationMove.goHome(connection, change.id())
                : Future.succeededFuture(false));
    }

    static Future<Boolean> put(SqlClient connection, String sql, Change change) {
        return run(connection, sql, of(change).addString(to(change.move())).addString(change.account()));
    }

    static Future<Boolean> run(SqlClient connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).map(rows -> rows.rowCount() == 1);
    }

    static Tuple of(Change change) {
        return Tuple.of(change.id(), change.readers().toArray(String[]::new),
                change.move().from().stream().map(ReadingState::name).toArray(String[]::new));
    }

    static String to(ReadingMove move) {
        ReadingState to = move.to();
        if (to == null) {
            throw new IllegalArgumentException(move + " leads back");
        }
        return to.name();
    }
}
