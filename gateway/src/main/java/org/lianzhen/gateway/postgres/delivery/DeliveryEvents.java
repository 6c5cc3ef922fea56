package org.lianzhen.gateway.postgres.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.delivery.DeliveryOrder;
import org.lianzhen.gateway.delivery.DeliverySelection;

/** What is put on record of an order: one event, whatever it is about. */
final class DeliveryEvents {
    private DeliveryEvents() {}

    /** @param owners the unit of each delivery that was changed */
    static AuditEvent of(DeliveryOrder order, List<String> owners) {
        DeliverySelection selection = order.selection();
        Map<String, String> details = new HashMap<>();
        details.put("action", order.action().name());
        details.put("instances", String.valueOf(owners.size()));
        details.put("units", String.join(" ", new TreeSet<>(owners)));
        put(details, "destination", selection.destination());
        put(details, "instance", selection.instance());
        put(details, "ofState", selection.state());
        put(details, "ofPriority", selection.priority());
        put(details, "olderThan", selection.olderThan());
        put(details, "priority", order.action() == DeliveryOrder.Action.PRIORITISE ? order.priority() : null);
        String study = selection.study();
        return AuditEvent.success(order.by(), AuditAction.DELIVERY_CHANGE, study == null ? "" : study).with(details);
    }

    private static void put(Map<String, String> details, String name, @Nullable Object value) {
        if (value != null) {
            details.put(name, value.toString());
        }
    }
}
