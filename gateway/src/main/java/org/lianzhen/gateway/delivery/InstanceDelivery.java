package org.lianzhen.gateway.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Urgency;

/**
 * How far an instance is at a destination.
 *
 * @param sopInstanceUid (0008,0018)
 * @param attempts that were made of the delivery told of
 * @param lastAnswer what the destination said last; nothing when it was not asked yet
 * @param nextTry when it is tried again; null when it does not wait for that
 * @param since when its delivery began to wait
 * @param endedAt null while it is open
 * @param origin why it is delivered
 */
public record InstanceDelivery(String sopInstanceUid, StudyDelivery.State state, Urgency priority, int attempts,
        Answer lastAnswer, @Nullable Instant nextTry, Instant since, @Nullable Instant endedAt, Origin origin) {
    /**
     * What made a delivery.
     *
     * @param route its name
     * @param version of the routes at that time
     * @param reason what that route went by, as in {@code UNIT=TS1 MODALITY=CT}
     */
    public record Origin(String route, int version, String reason) {}
}
