package org.lianzhen.gateway.postgres.audit;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEntry;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * A row of {@code audit_event}, every text as it stands there.
 *
 * @param texts by column
 */
record EventRow(UUID id, Instant occurredAt, Map<String, String> texts, Map<String, String> details) {
    /** What the first link has before it. */
    static final String NO_HASH = "0".repeat(64);

    /** What no name of a detail can begin with. */
    private static final String NO_DETAIL = "\0";
    private static final String[] TEXTS = { "unit", "actor", "role", "source", "action", "outcome", "object" };
    /** Columns that came later: empty ones change no hash, so that what was sealed before them stays whole. */
    private static final String[] LATER_TEXTS = { "patient", "request" };

    /** Columns that a row is made of, with {@code e} for the table. */
    static final String COLUMNS = "e.id, e.occurred_at, e." + String.join(", e.", TEXTS) + ", e."
            + String.join(", e.", LATER_TEXTS)
            + ", e.details";

    static EventRow of(Row row) {
        Map<String, String> texts = new HashMap<>();
        for (String column : TEXTS) {
            texts.put(column, row.getString(column));
        }
        for (String column : LATER_TEXTS) {
            texts.put(column, row.getString(column));
        }
        OffsetDateTime occurredAt = row.getOffsetDateTime("occurred_at");
        return new EventRow(row.getUUID("id"), occurredAt.toInstant(), texts, details(row.getValue("details")));
    }

    /** Whoever changed the column may have put something there that is no object of texts. */
    private static Map<String, String> details(Object value) {
        if (!(value instanceof JsonObject object)) {
            return Map.of("", String.valueOf(value));
        }
        Map<String, String> details = new TreeMap<>();
        object.forEach(entry -> details.put(entry.getKey(), String.valueOf(entry.getValue())));
        return details;
    }

    /** @throws IllegalArgumentException when its action or outcome is not known here */
    AuditEntry entry(long sequence, String hash) {
        var actor = new AuditEvent.Actor(text("actor"), text("role"), text("unit"), text("source"),
                text("request"));
        return new AuditEntry(id, occurredAt, new AuditEvent(actor, AuditAction.valueOf(text("action")),
                AuditEvent.Outcome.valueOf(text("outcome")), text("object"), details), text("patient"), sequence, hash);
    }

    private String text(String column) {
        return texts.getOrDefault(column, "");
    }

    /** The hash of the chain up to this row. Each part is written with its length, so that no two rows read the same. */
    String hash(String previous, long sequence) {
        MessageDigest digest = sha256();
        add(digest, previous);
        add(digest, Long.toString(sequence));
        add(digest, id.toString());
        add(digest, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt)));
        for (String column : TEXTS) {
            add(digest, text(column));
        }
        var named = new TreeMap<>(details);
        for (String column : LATER_TEXTS) {
            if (!text(column).isEmpty()) {
                named.put(NO_DETAIL + column, text(column));
            }
        }
        named.forEach((name, value) -> {
            add(digest, name);
            add(digest, value);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
