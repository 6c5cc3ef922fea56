package org.lianzhen.gateway.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.member.Urgency;

/**
 * One instance for one destination.
 *
 * @param attempts that have come to nothing, without those while the destination could not be served at all
 * @param untriedSince since when every try has failed because the destination could not be served; null when none has, or the last one
 *     was answered
 */
public record DeliveryTask(UUID id, KeptInstance kept, Urgency priority, int attempts,
        @Nullable Instant untriedSince) {}
