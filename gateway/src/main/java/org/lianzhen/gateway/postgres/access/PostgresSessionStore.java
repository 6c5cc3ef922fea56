package org.lianzhen.gateway.postgres.access;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.AddressBinding;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Policy;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.access.SessionStore;
import org.lianzhen.gateway.access.SharedCase;
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
            insert into login_session (id, unit, account, token_hash, source, by_provider, ends_at)
            select $1, o.unit, o.name, $4, $5, $6, now() + make_interval(hours => r.session_hours)
            from owner o cross join access_rule r""";
    private static final String CLEAN = """
            delete from login_session where ends_at < now() or id in (
                select id from login_session where account = $1 order by opened_at desc offset\s"""
            + MOST_OF_AN_ACCOUNT + ")";
    /** The use is written down once in some seconds, which is exact enough for minutes. */
    private static final String USE = "select s.id, " + AccessSql.ACCOUNT
            + """
                    , s.last_used_at < now() - interval '20 seconds' as worth_noting, s.source, s.by_provider, r.address_binding, r.idle_minutes,
                    s.last_used_at <= now() - make_interval(mins => r.idle_minutes) as locked,
                    a.kind = 'PERSON' and a.roles && r.second_factor_roles and not exists (select from second_factor f
                        where f.account = a.name and f.secret is not null) as must_enrol,
                    (select jsonb_agg(jsonb_build_array(c.uid, c.unit, extract(epoch from c.until)::bigint))
                        from (select g.study_uid, g.owner_unit, g.open_until from break_glass g
                            where g.account = a.name and g.open_until > now()
                            union all select y.uid, t.unit, now() + interval '1 hour'
                            from reading_escalation e join reading_task t on t.id = e.task join study y on y.id = t.study
                            where e.to_reader = a.unit and e.ended_at is null and a.roles && $2) as c (uid, unit, until)
                    ) as cases
                    from login_session s join account a on a.name = s.account cross join access_rule r
                    where s.token_hash = $1 and a.state = 'ACTIVE' and s.ends_at > now()""";
    private static final String NOTE = "update login_session set last_used_at = now() where id = $1";
    private static final String LIST = """
            select s.id, s.source, s.opened_at, s.last_used_at, s.ends_at from login_session s
            where s.account = $1 and s.ends_at > now() order by s.opened_at desc""";
    private static final String UNLOCK = """
            update login_session set last_used_at = now() where account = $1 and id = $2 and ends_at > now()""";
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
                        opening.source()).addBoolean(opening.byProvider())),
                new Statement(AccessSql.FORGIVE, Tuple.of(account.name())),
                new Statement(CLEAN, Tuple.of(account.name())));
    }

    @Override
    public CompletionStage<Optional<Used>> use(String tokenHash, boolean active) {
        return AccessSql.answered(sql.ask(USE, Tuple.of(tokenHash).addArrayOfString(readers())).compose(rows -> {
            Optional<Used> used = used(rows);
            boolean note = active && used.isPresent() && !used.get().facts().locked()
                    && rows.iterator().next().getBoolean("worth_noting");
            return note
                    ? sql.ask(NOTE, Tuple.of(used.get().id())).map(noted -> used)
                    : Future.succeededFuture(used);
        }));
    }

    /** To whom studies are open that another centre has given to theirs. */
    private static String[] readers() {
        return Policy.roles(Operation.VIEW_READINGS).stream().map(Role::name).toArray(String[]::new);
    }

    private static Optional<Used> used(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(new Used(row.getUUID("id"), AccessSql.account(row),
                    new Facts(row.getString("source"), AddressBinding.valueOf(row.getString("address_binding")),
                            row.getBoolean("locked"), row.getInteger("idle_minutes"), row.getBoolean("must_enrol"),
                            row.getBoolean("by_provider"),
                            cases(row.getJsonArray("cases")))));
        }
        return Optional.empty();
    }

    private static Set<SharedCase> cases(@Nullable JsonArray rows) {
        Set<SharedCase> cases = new HashSet<>();
        for (int i = 0; rows != null && i < rows.size(); i++) {
            JsonArray one = rows.getJsonArray(i);
            cases.add(new SharedCase(one.getString(0), one.getString(1), Instant.ofEpochSecond(one.getLong(2))));
        }
        return cases;
    }

    @Override
    public CompletionStage<Boolean> unlock(String account, UUID id, AuditEvent event) {
        return sql.change(event, new Statement(UNLOCK, Tuple.of(account, id)),
                new Statement(AccessSql.FORGIVE, Tuple.of(account)));
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
