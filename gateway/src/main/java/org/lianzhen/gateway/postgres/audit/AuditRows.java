package org.lianzhen.gateway.postgres.audit;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.UuidV7;

/**
 * Writes events as part of whatever else a transaction writes: both become durable, or neither. Transactions that write events
 * do not wait for one another.
 */
public final class AuditRows {
    private static final int LONGEST_TEXT = 2000;
    private static final String INSERT = """
            insert into audit_event (id, unit, actor, role, source, action, outcome, object, request, details)
            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::text[], $9::text[], $10::jsonb[])""";

    private AuditRows() {}

    /** @param client the connection of a transaction, or a pool for a transaction of its own */
    public static Future<Void> insert(SqlClient client, AuditEvent event) {
        return insert(client, List.of(event));
    }

    /** @param client the connection of a transaction, or a pool for a transaction of its own */
    public static Future<Void> insert(SqlClient client, List<AuditEvent> events) {
        return events.isEmpty()
                ? Future.succeededFuture()
                : client.preparedQuery(INSERT).execute(columns(events)).mapEmpty();
    }

    private static Tuple columns(List<AuditEvent> events) {
        return Tuple.from(List.of(column(events, UUID[]::new, event -> UuidV7.next()),
                texts(events, event -> event.actor().unit()), texts(events, event -> event.actor().name()),
                texts(events, event -> event.actor().role()), texts(events, event -> event.actor().source()),
                texts(events, event -> event.action().name()), texts(events, event -> event.outcome().name()),
                texts(events, AuditEvent::object), texts(events, event -> event.actor().request()),
                column(events, JsonObject[]::new, AuditRows::details)));
    }

    private static <T> T[] column(List<AuditEvent> events, IntFunction<T[]> array, Function<AuditEvent, T> value) {
        return events.stream().map(value).toArray(array);
    }

    private static String[] texts(List<AuditEvent> events, Function<AuditEvent, String> text) {
        return column(events, String[]::new, text.andThen(AuditRows::kept));
    }

    private static JsonObject details(AuditEvent event) {
        var details = new JsonObject();
        event.details().forEach((name, value) -> details.put(kept(name), kept(value)));
        return details;
    }

    /** PostgreSQL takes no NUL, and an event must not be lost for what a peer put into a text. */
    private static String kept(String text) {
        String clean = text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT);
    }
}
