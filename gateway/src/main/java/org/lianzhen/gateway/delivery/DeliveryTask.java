package org.lianzhen.gateway.delivery;

import java.util.UUID;
import org.lianzhen.gateway.archive.KeptInstance;

/**
 * One instance for one destination.
 *
 * @param attempts that have come to nothing
 */
public record DeliveryTask(UUID id, KeptInstance kept, int attempts) {}
