package org.lianzhen.gateway.delivery;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Urgency;

/**
 * Which deliveries are meant; what is null limits nothing.
 *
 * @param units codes of the owners of studies
 * @param study Study Instance UID
 * @param instance SOP Instance UID
 * @param destination code
 * @param state of the instance there
 * @param priority that its delivery has
 * @param olderThan how long it has waited, or how long ago it ended, at least
 */
public record DeliverySelection(Set<String> units, @Nullable String study, @Nullable String instance,
        @Nullable String destination, StudyDelivery.@Nullable State state, @Nullable Urgency priority,
        @Nullable Duration olderThan) {
    public DeliverySelection {
        units = Set.copyOf(units);
    }

    /** All of some units. */
    public static DeliverySelection of(Set<String> units) {
        return new DeliverySelection(units, null, null, null, null, null, null);
    }

    /** Those of a study for a destination. */
    public static DeliverySelection of(Set<String> units, String study, String destination) {
        return new DeliverySelection(units, study, null, destination, null, null, null);
    }

    public DeliverySelection instance(@Nullable String other) {
        return new DeliverySelection(units, study, other, destination, state, priority, olderThan);
    }

    public DeliverySelection destination(@Nullable String other) {
        return new DeliverySelection(units, study, instance, other, state, priority, olderThan);
    }

    public DeliverySelection state(StudyDelivery.@Nullable State other) {
        return new DeliverySelection(units, study, instance, destination, other, priority, olderThan);
    }

    public DeliverySelection priority(@Nullable Urgency other) {
        return new DeliverySelection(units, study, instance, destination, state, other, olderThan);
    }

    public DeliverySelection olderThan(@Nullable Duration other) {
        return new DeliverySelection(units, study, instance, destination, state, priority, other);
    }
}
