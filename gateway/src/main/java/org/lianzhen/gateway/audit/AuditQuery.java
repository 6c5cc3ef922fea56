package org.lianzhen.gateway.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events to read, newest first; what is null limits nothing.
 *
 * @param limit events at most
 */
public record AuditQuery(Period period, @Nullable String actor, @Nullable AuditAction action,
        AuditEvent.@Nullable Outcome outcome, @Nullable String object, @Nullable Position after, int limit) {

    /**
     * A stretch of time.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public record Period(@Nullable Instant from, @Nullable Instant to) {
        /** All of it. */
        public static final Period EVER = new Period(null, null);
    }

    /** Where a page ended, so that the next goes on with what is older. */
    public record Position(Instant occurredAt, UUID id) {
        public static Position of(AuditEntry entry) {
            return new Position(entry.occurredAt(), entry.id());
        }
    }

    /** The newest events of all. */
    public static AuditQuery newest(int limit) {
        return new AuditQuery(Period.EVER, null, null, null, null, null, limit);
    }

    public AuditQuery of(Period other) {
        return new AuditQuery(other, actor, action, outcome, object, after, limit);
    }

    public AuditQuery by(@Nullable String other) {
        return new AuditQuery(period, other, action, outcome, object, after, limit);
    }

    public AuditQuery with(@Nullable AuditAction other) {
        return new AuditQuery(period, actor, other, outcome, object, after, limit);
    }

    public AuditQuery ended(AuditEvent.@Nullable Outcome other) {
        return new AuditQuery(period, actor, action, other, object, after, limit);
    }

    public AuditQuery about(@Nullable String other) {
        return new AuditQuery(period, actor, action, outcome, other, after, limit);
    }

    public AuditQuery after(@Nullable Position other) {
        return new AuditQuery(period, actor, action, outcome, object, other, limit);
    }
}
