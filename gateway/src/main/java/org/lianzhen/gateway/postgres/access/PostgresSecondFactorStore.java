package org.lianzhen.gateway.postgres.access;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.SecondFactorStore;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.access.AccessSql.Statement;

/** Keeps second factors in PostgreSQL; that a code works once is its row's to say, whichever node it is shown to. */
public final class PostgresSecondFactorStore implements SecondFactorStore {
    private static final String FIND = "select secret, pending from second_factor where account = $1";
    private static final String BEGIN = """
            insert into second_factor (account, unit, pending) values ($1, $2, $3)
            on conflict (account) do update set pending = excluded.pending, changed_at = now()""";
    private static final String CONFIRM = """
            update second_factor set secret = pending, pending = null, last_step = $3, changed_at = now()
            where account = $1 and pending = $2""";
    private static final String FORGET_CODES = "delete from recovery_code where account = $1";
    private static final String KEEP_CODES = """
            insert into recovery_code (account, unit, code_hash) select $1, $2, unnest($3::text[])""";
    private static final String USE_STEP = """
            update second_factor set last_step = $2 where account = $1 and secret is not null and last_step < $2""";
    private static final String USE_CODE = "delete from recovery_code where account = $1 and code_hash = $2";
    private static final String REMOVE = "delete from second_factor where account = $1";

    private final AccessSql sql;

    public PostgresSecondFactorStore(Pool pool) {
        sql = new AccessSql(pool);
    }

    @Override
    public CompletionStage<Optional<Factor>> find(String account) {
        return AccessSql.answered(sql.ask(FIND, Tuple.of(account)).map(rows -> {
            for (Row row : rows) {
                return Optional.of(new Factor(row.getString(0), row.getString(1)));
            }
            return Optional.empty();
        }));
    }

    @Override
    public CompletionStage<Void> begin(Caller owner, String pending) {
        return AccessSql.answered(sql.ask(BEGIN, Tuple.of(owner.account(), owner.unit(), pending)).mapEmpty());
    }

    @Override
    public CompletionStage<Boolean> confirm(Confirmation confirmation, AuditEvent event) {
        Caller owner = confirmation.owner();
        return sql.change(event,
                new Statement(CONFIRM, Tuple.of(owner.account(), confirmation.pending(), confirmation.step())),
                new Statement(FORGET_CODES, Tuple.of(owner.account())),
                new Statement(KEEP_CODES, Tuple.of(owner.account(), owner.unit(),
                        confirmation.recoveryCodes().toArray(String[]::new))),
                new Statement(AccessSql.END_SESSIONS, Tuple.of(owner.account()).addUUID(confirmation.kept())));
    }

    @Override
    public CompletionStage<Boolean> useStep(String account, long step) {
        return AccessSql.answered(sql.ask(USE_STEP, Tuple.of(account, step)).map(rows -> rows.rowCount() == 1));
    }

    @Override
    public CompletionStage<Boolean> useRecoveryCode(String account, String hash) {
        return AccessSql.answered(sql.ask(USE_CODE, Tuple.of(account, hash)).map(rows -> rows.rowCount() == 1));
    }

    @Override
    public CompletionStage<Boolean> remove(String account, AuditEvent event) {
        return sql.change(event, new Statement(REMOVE, Tuple.of(account)),
                new Statement(FORGET_CODES, Tuple.of(account)),
                new Statement(AccessSql.END_SESSIONS, Tuple.of(account).addUUID(null)));
    }
}
