package org.lianzhen.gateway.delivery;

import java.time.Instant;
import java.util.UUID;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.member.Urgency;

/**
 * One instance for one destination.
 *
 * @param attempts that have come to nothing, without those while the destination could not be served at all
 * @param since when it was queued, or a person had it go on last
 */
public record DeliveryTask(UUID id, KeptInstance kept, Urgency priority, int attempts, Instant since) {}
