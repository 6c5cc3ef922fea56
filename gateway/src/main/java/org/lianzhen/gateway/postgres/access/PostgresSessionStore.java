package org.lianzhen.gateway.postgres.access;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.SessionStore;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.access.AccessSql.Statement;

/** Keeps log-in sessions in PostgreSQL. Their lifetimes follow the database's clock, which all nodes share. */
public final class PostgresSessionStore implements SessionStore {
    /** More than a person needs; programs that log in over and over shall not fill the table. */
    private static final int MOST_OF_AN_ACCOUNT = 50;

    /** The lock waits for whoever is changing the account, and lets the next one find this session. */
    private static final String OPEN = """
            with owner as (select unit, name from account
                where name = $2 and state = 'ACTIVE' and password_hash = $3 for no key update)
            insert into login_session (id, unit, account, token_hash, source, ends_at)
            select $1, o.unit, o.name, $4, $5, now() + make_interval(hours => r.session_hours)
            from owner o cross join access_rule r""";
    private static final String CLEAN = """
            delete from login_session where ends_at < now() or id in (
                select id from login_session where account = $1 order by opened_at desc offset\s"""
            + MOST_OF_AN_ACCOUNT + ")";
    /** Session {@code s}, under the rules {@code r}. */
    private static final String IN_FORCE = """
            s.ends_at > now() and s.last_used_at > now() - make_interval(mins => r.idle_minutes)""";
    /** The use is written down once in some seconds, which is exact enough for minutes. */
    private static final String USE = "select s.id, " + AccessSql.ACCOUNT + """
            , s.last_used_at < now() - interval '20 seconds' as worth_noting
            from login_session s join account a on a.name = s.account cross join access_rule r
            where s.token_hash = $1 and a.state = 'ACTIVE' and\s""" + IN_FORCE;
    private static final String NOTE = "update login_session set last_used_at = now() where id = $1";
    private static final String LIST = """
            select s.id, s.source, s.opened_at, s.last_used_at, s.ends_at from login_session s cross join access_rule r
            where s.account = $1 and\s""" + IN_FORCE + " order by s.opened_at desc";
    private static final String END = "delete from login_session where account = $1 and id = $2";

    private final AccessSql sql;

    public PostgresSessionStore(Pool pool) {
        sql = new AccessSql(pool);
    }

    @Override
    public CompletionStage<Boolean> open(Opening opening, AuditEvent event) {
        var account = opening.account();
        return sql.change(event,
                new Statement(OPEN, Tuple.of(opening.id(), account.name(), opening.passwordHash(), opening.tokenHash(),
                        opening.source())),
                new Statement(AccessSql.FORGIVE, Tuple.of(account.name())),
                new Statement(CLEAN, Tuple.of(account.name())));
    }

    @Override
    public CompletionStage<Optional<Used>> use(String tokenHash) {
        return AccessSql.answered(sql.ask(USE, Tuple.of(tokenHash)).compose(rows -> {
            Optional<Used> used = used(rows);
            boolean note = used.isPresent() && rows.iterator().next().getBoolean("worth_noting");
            return note
                    ? sql.ask(NOTE, Tuple.of(used.get().id())).map(noted -> used)
                    : Future.succeededFuture(used);
        }));
    }

    private static Optional<Used> used(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(new Used(row.getUUID("id"), AccessSql.account(row)));
        }
        return Optional.empty();
    }

    @Override
    public CompletionStage<List<Open>> list(String account) {
        return AccessSql.answered(sql.ask(LIST, Tuple.of(account)).map(rows -> {
            List<Open> open = new ArrayList<>(rows.size());
            rows.forEach(row -> open.add(new Open(row.getUUID(0), row.getString(1),
                    row.getOffsetDateTime(2).toInstant(), row.getOffsetDateTime(3).toInstant(),
                    row.getOffsetDateTime(4).toInstant())));
            return open;
        }));
    }

    @Override
    public CompletionStage<Boolean> end(String account, UUID id, AuditEvent event) {
        return sql.change(event, new Statement(END, Tuple.of(account, id)));
    }
}
