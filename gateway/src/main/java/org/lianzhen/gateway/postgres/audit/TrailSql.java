package org.lianzhen.gateway.postgres.audit;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditQuery;

/** The SQL of a question about events. Values are parameters, always. */
final class TrailSql {
    private final List<Object> values = new ArrayList<>();
    private final StringBuilder sql = new StringBuilder("select " + EventRow.COLUMNS
            + ", coalesce(s.sequence, 0) as sequence, coalesce(s.hash, '') as hash"
            + " from audit_event e left join audit_seal s on s.event = e.id where true");

    TrailSql(AuditQuery query) {
        time("e.occurred_at >= ", query.period().from());
        time("e.occurred_at < ", query.period().to());
        is("e.actor = ", query.actor());
        is("e.action = ", query.action() == null ? null : query.action().name());
        is("e.outcome = ", query.outcome() == null ? null : query.outcome().name());
        is("e.object = ", query.object());
        AuditQuery.Position after = query.after();
        if (after != null) {
            sql.append(" and (e.occurred_at, e.id) < (").append(parameter(utc(after.occurredAt()))).append(", ")
                    .append(parameter(after.id())).append(')');
        }
        sql.append(" order by e.occurred_at desc, e.id desc limit ").append(query.limit());
    }

    private void time(String condition, @Nullable Instant time) {
        if (time != null) {
            sql.append(" and ").append(condition).append(parameter(utc(time)));
        }
    }

    private void is(String condition, @Nullable String value) {
        if (value != null) {
            sql.append(" and ").append(condition).append(parameter(value));
        }
    }

    private static Object utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private String parameter(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    String text() {
        return sql.toString();
    }

    Tuple parameters() {
        return Tuple.from(values);
    }
}
