package org.lianzhen.gateway.postgres.access;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.AccessRuleStore;
import org.lianzhen.gateway.access.AccessRules;
import org.lianzhen.gateway.access.AccessRules.Emergencies;
import org.lianzhen.gateway.access.AccessRules.LogIns;
import org.lianzhen.gateway.access.AccessRules.SessionTimes;
import org.lianzhen.gateway.access.AddressBinding;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.access.AccessSql.Statement;

/** Keeps the rules of access in one row, and what they were in others. */
public final class PostgresAccessRuleStore implements AccessRuleStore {
    private static final String ALL = """
            failures_until_lock, lock_minutes, attempts_per_minute, idle_minutes, session_hours, address_binding,
            second_factor_roles, break_glass_roles, break_glass_hours, break_glass_review_hours""";
    static final String RULES = "select version, " + ALL + " from access_rule";
    private static final String REPLACE = """
            update access_rule set version = version + 1, failures_until_lock = $2, lock_minutes = $3,
                attempts_per_minute = $4, idle_minutes = $5, session_hours = $6, address_binding = $7,
                second_factor_roles = $8, break_glass_roles = $9, break_glass_hours = $10,
                break_glass_review_hours = $11
            where version = $1""";
    private static final String NOTE = """
            insert into access_rule_version (number, author, document)
            select version, $1, to_jsonb(r) - 'name_secret' - 'only_one' - 'version' from access_rule r""";
    private static final String VERSIONS = """
            select number, author, kept_at, %s
            from access_rule_version v, jsonb_populate_record(null::access_rule, v.document)
            where number < $1 order by number desc limit $2""".formatted(ALL);

    private final AccessSql sql;

    public PostgresAccessRuleStore(Pool pool) {
        sql = new AccessSql(pool);
    }

    @Override
    public CompletionStage<AccessRules.Version> inForce() {
        return AccessSql.answered(sql.ask(RULES, Tuple.tuple()).map(rows -> {
            Row row = rows.iterator().next();
            return new AccessRules.Version(row.getInteger("version"), rules(row));
        }));
    }

    static AccessRules rules(Row row) {
        return new AccessRules(
                new LogIns(row.getInteger("failures_until_lock"), Duration.ofMinutes(row.getInteger("lock_minutes")),
                        row.getInteger("attempts_per_minute")),
                new SessionTimes(Duration.ofMinutes(row.getInteger("idle_minutes")),
                        Duration.ofHours(row.getInteger("session_hours")),
                        AddressBinding.valueOf(row.getString("address_binding"))),
                AccessSql.roles(row, "second_factor_roles"),
                new Emergencies(AccessSql.roles(row, "break_glass_roles"),
                        Duration.ofHours(row.getInteger("break_glass_hours")),
                        Duration.ofHours(row.getInteger("break_glass_review_hours"))));
    }

    @Override
    public CompletionStage<List<Entry>> versions(int before, int limit) {
        return AccessSql.answered(sql.ask(VERSIONS, Tuple.of(before, limit)).map(rows -> {
            List<Entry> entries = new ArrayList<>();
            rows.forEach(row -> entries.add(
                    new Entry(row.getInteger("number"), row.getString("author"),
                            row.getOffsetDateTime("kept_at").toInstant(), rules(row))));
            return entries;
        }));
    }

    @Override
    public CompletionStage<Boolean> replace(int base, AccessRules rules, AuditEvent event) {
        Tuple row = Tuple.of(base, rules.logIns().failures(), (int) rules.logIns().lock().toMinutes(),
                rules.logIns().attempts(), (int) rules.sessions().idle().toMinutes(),
                (int) rules.sessions().longest().toHours());
        row.addString(rules.sessions().binding().name()).addValue(names(rules.secondFactor()))
                .addValue(names(rules.emergencies().roles()))
                .addInteger((int) rules.emergencies().open().toHours())
                .addInteger((int) rules.emergencies().review().toHours());
        return sql.change(event, new Statement(REPLACE, row), new Statement(NOTE, Tuple.of(event.actor().name())));
    }

    private static String[] names(Set<Role> roles) {
        return roles.stream().map(Role::name).sorted().toArray(String[]::new);
    }
}
