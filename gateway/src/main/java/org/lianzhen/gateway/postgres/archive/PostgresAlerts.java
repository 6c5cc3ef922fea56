package org.lianzhen.gateway.postgres.archive;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.archive.Search.Page;
import org.lianzhen.gateway.archive.conflict.Alerts;
import org.lianzhen.gateway.archive.conflict.Decision;
import org.lianzhen.gateway.archive.conflict.Decision.Result;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.audit.AuditRows;

/** Alerts in PostgreSQL. */
public final class PostgresAlerts implements Alerts {
    private static final String OPEN = """
            select id, unit, kind, subject, raised_at from alert where unit = any($1) and settled_at is null
            order by raised_at, id limit $2 offset $3""";

    private static final String ONE = "select unit, kind, settled_at from alert where id = $1 for update";

    private static final String SETTLE = """
            update alert set settled_at = now(), settled_by = $2, settled_reason = $3 where id = $1""";

    private final Pool pool;

    public PostgresAlerts(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<List<Alert>> open(Set<String> units, Page page) {
        Tuple parameters = Tuple.of(SearchSql.texts(units), page.limit(), page.offset());
        return Transactions.in(pool, connection -> connection.preparedQuery(OPEN).execute(parameters).map(rows -> {
            List<Alert> alerts = new ArrayList<>(rows.size());
            rows.forEach(row -> alerts.add(alert(row)));
            return alerts;
        }));
    }

    private static Alert alert(Row row) {
        return new Alert(row.getUUID("id"), row.getString("unit"), row.getString("kind"), row.getUUID("subject"),
                row.getOffsetDateTime("raised_at").toInstant());
    }

    @Override
    public CompletionStage<Result> settle(Decision decision) {
        return Transactions.in(pool, connection -> connection.preparedQuery(ONE).execute(Tuple.of(decision.subject()))
                .compose(rows -> rows.size() == 0 ? Future.succeededFuture(new Result.Unknown())
                        : settle(connection, decision, rows.iterator().next())));
    }

    private static Future<Result> settle(SqlConnection connection, Decision decision, Row alert) {
        String id = decision.subject().toString();
        Map<String, String> kind = Map.of("kind", alert.getString("kind"));
        if (!decision.units().contains(alert.getString("unit"))) {
            AuditEvent refused = AuditEvent.refused(decision.by(), AuditAction.ALERT_SETTLE, id).with(kind);
            return AuditRows.insert(connection, refused).map(done -> new Result.NotYours());
        }
        if (alert.getValue("settled_at") != null) {
            return Future.succeededFuture(new Result.Already("SETTLED"));
        }
        Tuple settled = Tuple.of(decision.subject(), decision.by().name(), decision.reason());
        return connection.preparedQuery(SETTLE).execute(settled)
                .compose(done -> AuditRows.insert(connection,
                        AuditEvent.success(decision.by(), AuditAction.ALERT_SETTLE, id).with(kind)))
                .map(done -> new Result.Done());
    }
}
