package org.lianzhen.gateway.order;

import java.util.Set;
import java.util.UUID;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * That an order shall ask for something else.
 *
 * @param units codes of those whose orders may be changed so
 * @param base version that the change was made from; 0 for whichever there is
 */
public record OrderChange(UUID id, Set<String> units, int base, OrderContent content, AuditEvent.Actor by) {
    public OrderChange {
        units = Set.copyOf(units);
    }
}
