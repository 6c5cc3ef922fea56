package org.lianzhen.gateway.delivery;

import java.util.Set;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.route.Urgency;

/**
 * What a person wants done about a study at a destination.
 *
 * @param destination code
 * @param units whose studies the person may decide about
 * @param priority that is wanted; means nothing but for {@link Action#PRIORITISE}
 */
public record DeliveryOrder(String studyInstanceUid, String destination, Action action, Urgency priority,
        Set<String> units, AuditEvent.Actor by) {
    public DeliveryOrder {
        units = Set.copyOf(units);
    }

    /** What can be done. */
    public enum Action {
        /** Open work waits until somebody lets it go on. */
        HOLD,
        /** Held work goes on. */
        RESUME,
        /** What would be tried later is tried now. */
        RETRY,
        /** Open work ends without being sent. */
        CANCEL,
        /** What has ended, in whatever way, is sent again. */
        RESEND,
        /** Open work gets another priority. */
        PRIORITISE
    }
}
