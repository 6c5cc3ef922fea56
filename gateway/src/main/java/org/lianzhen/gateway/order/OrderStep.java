package org.lianzhen.gateway.order;

import java.util.Set;
import java.util.UUID;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * That something happens to an order.
 *
 * @param units codes of those whose orders may be moved so
 * @param why or empty
 */
public record OrderStep(UUID id, Set<String> units, OrderMove move, String why, AuditEvent.Actor by) {
    public OrderStep {
        units = Set.copyOf(units);
    }
}
