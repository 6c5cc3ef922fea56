package org.lianzhen.gateway.postgres.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.AccessUnavailableException;
import org.lianzhen.gateway.access.Account;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.audit.AuditRows;

/** What the statements about accounts and sessions have in common. */
final class AccessSql {
    /** Columns of {@code account}, called {@code a}, that make an {@link Account}. */
    static final String ACCOUNT = "a.name, a.display_name, a.unit, a.roles, a.state, a.must_change, a.kind, a.staff_number";
    /** All but one of an account, or all. */
    static final String END_SESSIONS = """
            delete from login_session where account = $1 and id is distinct from $2::uuid""";

    /** Whoever knows the password has not guessed. */
    static final String FORGIVE = "delete from log_in_failure where name = $1";

    private static final int LIMIT_SECONDS = 10;

    private final Pool pool;

    AccessSql(Pool pool) {
        this.pool = pool;
    }

    Future<RowSet<Row>> ask(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters);
    }

    /** Changes a row and keeps the event, or neither when there was no such row. */
    CompletionStage<Boolean> change(AuditEvent event, Statement... statements) {
        Future<@Nullable Boolean> changed = pool.withTransaction(connection -> change(connection, event, statements));
        return answered(changed.map(Objects::requireNonNull));
    }

    /** The same, after {@code lock} has kept others away. */
    CompletionStage<Boolean> changeLocked(Statement lock, AuditEvent event, Statement change) {
        Future<@Nullable Boolean> changed = pool.withTransaction(connection -> run(connection, lock)
                .compose(locked -> change(connection, event, change)));
        return answered(changed.map(Objects::requireNonNull));
    }

    private static Future<@Nullable Boolean> change(SqlClient connection, AuditEvent event, Statement... statements) {
        return run(connection, statements[0]).compose(rows -> {
            if (rows.rowCount() == 0) {
                return Future.succeededFuture(false);
            }
            Future<Void> rest = AuditRows.insert(connection, event);
            for (int i = 1; i < statements.length; i++) {
                Statement next = statements[i];
                rest = rest.compose(done -> run(connection, next).mapEmpty());
            }
            return rest.map(done -> true);
        });
    }

    /** A statement with its parameters. */
    record Statement(String sql, Tuple parameters) {}

    private static Future<RowSet<Row>> run(SqlClient client, Statement statement) {
        return client.preparedQuery(statement.sql()).execute(statement.parameters());
    }

    static <T> CompletionStage<T> answered(Future<T> answer) {
        return answer.timeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .recover(fault -> Future.failedFuture(
                        new AccessUnavailableException("the database did not answer: " + fault.getMessage(), fault)))
                .toCompletionStage();
    }

    static Account account(Row row) {
        return new Account(row.getString("name"), row.getString("display_name"), row.getString("unit"),
                roles(row, "roles"), Account.State.valueOf(row.getString("state")), row.getBoolean("must_change"),
                Account.Kind.valueOf(row.getString("kind")), row.getString("staff_number"));
    }

    static Set<Role> roles(Row row, String column) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String role : row.getArrayOfStrings(column)) {
            roles.add(Role.valueOf(role));
        }
        return roles;
    }
}
