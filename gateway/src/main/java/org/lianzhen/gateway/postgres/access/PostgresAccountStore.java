package org.lianzhen.gateway.postgres.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.AccessRules;
import org.lianzhen.gateway.access.Account;
import org.lianzhen.gateway.access.AccountStore;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.access.AccessSql.Statement;

/** Keeps accounts in PostgreSQL. Locks follow the database's clock, which all nodes share. */
public final class PostgresAccountStore implements AccountStore {
    private static final String FIND = "select " + AccessSql.ACCOUNT
            + ", a.password_hash from account a where a.name = $1";
    private static final String LIST = "select " + AccessSql.ACCOUNT
            + " from account a where a.name > $1 order by a.name limit $2";
    private static final String CREATE = """
            insert into account (name, unit, display_name, roles, state, staff_number, must_change, kind, password_hash)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (name) do nothing""";
    /** The lock keeps two nodes that start at the same time apart. */
    private static final String CREATE_FIRST = """
            with turn as (select pg_advisory_xact_lock(7021120250729))
            insert into account (name, unit, display_name, roles, state, staff_number, must_change, kind, password_hash)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9 from turn where not exists (select from account)
            on conflict (name) do nothing""";
    private static final String CHANGE = """
            update account set unit = $2, display_name = $3, roles = $4, state = $5, staff_number = $6, changed_at = now()
            where name = $1 and unit = $7 and display_name = $8 and roles @> $9 and roles <@ $9 and state = $10
                and staff_number = $11""";
    private static final String NUMBERED = "select name from account where unit = $1 and staff_number = $2";
    private static final String CHANGE_PASSWORD = """
            update account set password_hash = $2, must_change = $3, changed_at = now()
            where name = $1""";
    private static final String COUNTED = """
            coalesce((select name from account where name = $1), '#' || ('x' || left(encode(sha256(convert_to(
                r.name_secret || $1, 'UTF8')), 'hex'), 4))::bit(16)::int)""";
    /** In one statement, which looks again at a row that another has changed meanwhile: no two see the same count. */
    private static final String ATTEMPT = "with counted as (select " + COUNTED + """
             as name, r.failures_until_lock as most, now() + make_interval(mins => r.lock_minutes) as lock
                from access_rule r)
            insert into log_in_failure as f (name, failures, locked_until)
            select name, case when most > 1 then 1 else 0 end, case when most > 1 then null else lock end from counted
            on conflict (name) do update set (failures, locked_until) = (select
                    case when f.failures + 1 < most then f.failures + 1 else 0 end,
                    case when f.failures + 1 < most then null else lock end from counted)
                where f.locked_until is null or f.locked_until <= now()""";
    private static final String LEFT = """
            select greatest(extract(epoch from f.locked_until - now())::float8, 0.001)
            from log_in_failure f cross join access_rule r where f.name =\s""" + COUNTED;
    private static final double MILLIS = 1000;

    private final AccessSql sql;

    public PostgresAccountStore(Pool pool) {
        sql = new AccessSql(pool);
    }

    @Override
    public CompletionStage<AccessRules> rules() {
        return AccessSql.answered(sql.ask(PostgresAccessRuleStore.RULES, Tuple.tuple())
                .map(rows -> PostgresAccessRuleStore.rules(rows.iterator().next())));
    }

    @Override
    public CompletionStage<Optional<Credential>> find(String name) {
        return AccessSql.answered(sql.ask(FIND, Tuple.of(name)).map(PostgresAccountStore::credential));
    }

    private static Optional<Credential> credential(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(new Credential(AccessSql.account(row), row.getString("password_hash")));
        }
        return Optional.empty();
    }

    @Override
    public CompletionStage<List<Account>> list(String after, int limit) {
        return AccessSql.answered(sql.ask(LIST, Tuple.of(after, limit)).map(rows -> {
            List<Account> accounts = new ArrayList<>(rows.size());
            rows.forEach(row -> accounts.add(AccessSql.account(row)));
            return accounts;
        }));
    }

    @Override
    public CompletionStage<Optional<String>> numbered(String unit, String staffNumber) {
        return AccessSql.answered(sql.ask(NUMBERED, Tuple.of(unit, staffNumber)).map(rows -> {
            for (Row row : rows) {
                return Optional.of(row.getString("name"));
            }
            return Optional.empty();
        }));
    }

    @Override
    public CompletionStage<Boolean> create(Account account, String passwordHash, AuditEvent event) {
        return sql.change(event, new Statement(CREATE, row(account).addValue(account.mustChange())
                .addValue(account.kind().name()).addValue(passwordHash)));
    }

    @Override
    public CompletionStage<Boolean> createFirst(Account account, String passwordHash, AuditEvent event) {
        return sql.change(event, new Statement(CREATE_FIRST, row(account).addValue(account.mustChange())
                .addValue(account.kind().name()).addValue(passwordHash)));
    }

    private static Tuple row(Account account) {
        return Tuple.of(account.name(), account.unit(), account.displayName(), roles(account), account.state().name())
                .addString(account.staffNumber());
    }

    private static String[] roles(Account account) {
        return account.roles().stream().map(Role::name).sorted().toArray(String[]::new);
    }

    @Override
    public CompletionStage<Boolean> change(Account present, Account wanted, AuditEvent event) {
        Tuple change = row(wanted).addValue(present.unit()).addValue(present.displayName()).addValue(roles(present))
                .addValue(present.state().name()).addValue(present.staffNumber());
        return sql.change(event, new Statement(CHANGE, change),
                new Statement(AccessSql.END_SESSIONS, Tuple.of(wanted.name()).addUUID(null)));
    }

    @Override
    public CompletionStage<Boolean> changePassword(NewPassword password, AuditEvent event) {
        return sql.change(event,
                new Statement(CHANGE_PASSWORD, Tuple.of(password.account(), password.hash(), password.mustChange())),
                new Statement(AccessSql.FORGIVE, Tuple.of(password.account())),
                new Statement(AccessSql.END_SESSIONS, Tuple.of(password.account()).addUUID(password.kept())));
    }

    @Override
    public CompletionStage<Duration> attempt(String name) {
        Tuple asked = Tuple.of(name);
        return AccessSql.answered(sql.ask(ATTEMPT, asked).compose(counted -> counted.rowCount() > 0
                ? Future.succeededFuture(Duration.ZERO)
                : sql.ask(LEFT, asked).map(PostgresAccountStore::left)));
    }

    @Override
    public CompletionStage<Void> forgive(String name) {
        return AccessSql.answered(sql.ask(AccessSql.FORGIVE, Tuple.of(name)).mapEmpty());
    }

    private static Duration left(RowSet<Row> rows) {
        for (Row row : rows) {
            return Duration.ofMillis((long) Math.ceil(row.getDouble(0) * MILLIS));
        }
        return Duration.ZERO;
    }
}
