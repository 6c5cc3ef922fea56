package org.lianzhen.gateway.delivery;

import java.util.UUID;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.route.Urgency;

/**
 * One instance for one destination.
 *
 * @param attempts that have come to nothing
 */
public record DeliveryTask(UUID id, KeptInstance kept, Urgency priority, int attempts) {}
