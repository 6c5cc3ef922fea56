package org.lianzhen.gateway.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.lianzhen.gateway.member.Urgency;

/**
 * Some of a list of deliveries.
 *
 * @param next where it goes on; empty at its end
 */
public record DeliveryPage(List<StudyDelivery> items, Optional<Position> next) {
    public DeliveryPage {
        items = List.copyOf(items);
    }

    /**
     * A place in the list, of a study at a destination. What is done meanwhile may bring one to a later place, never to an earlier one.
     *
     * @param priority of its most urgent instance
     * @param since when its oldest one began to wait
     * @param study identifier of the study's row
     */
    public record Position(Urgency priority, Instant since, UUID study, String destination) {
        /** Before all others. */
        public static final Position START = new Position(Urgency.EMERGENCY, Instant.EPOCH, new UUID(0, 0), "");
    }
}
