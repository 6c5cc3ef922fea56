package org.lianzhen.gateway.route;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * A version that is to be kept, with what is kept only together with it.
 *
 * @param base number of the version it was made from, 0 when there was none
 * @param author who made it
 * @param document that {@link RoutesReader} reads
 * @param reason why, in the author's words; empty when nothing is said
 * @param backing rehearsals that have shown what becomes active in it
 * @param events to be put on record
 */
public record Addition(int base, String author, String document, String reason, Set<UUID> backing,
        List<AuditEvent> events) {
    public Addition {
        backing = Set.copyOf(backing);
        events = List.copyOf(events);
    }

    /** Backed by nothing, and put on record elsewhere. */
    public static Addition of(int base, String author, String document) {
        return new Addition(base, author, document, "", Set.of(), List.of());
    }

    /** The same, with this reason. */
    Addition because(String why) {
        return new Addition(base, author, document, why, backing, events);
    }

    /** The same, backed by these. */
    public Addition backedBy(Set<UUID> rehearsals) {
        return new Addition(base, author, document, reason, rehearsals, events);
    }

    /** The same, and this event. */
    public Addition recorded(AuditEvent event) {
        return new Addition(base, author, document, reason, backing, List.of(event));
    }
}
