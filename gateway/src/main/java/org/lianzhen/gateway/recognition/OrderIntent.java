package org.lianzhen.gateway.recognition;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * That somebody is about to have a patient examined.
 *
 * @param person in the patient index
 * @param unit that orders
 * @param item code of the catalogue; one that is not in it when nobody knows what is ordered
 * @param laterality L, R, B, U or empty
 */
public record OrderIntent(String person, Place unit, String item, String laterality, Set<OrderFlag> flags, Instant at) {
    public OrderIntent {
        Set<OrderFlag> ordered = EnumSet.noneOf(OrderFlag.class);
        ordered.addAll(flags);
        flags = Collections.unmodifiableSet(ordered);
    }

    /** Says nothing of the person. */
    @Override
    public String toString() {
        return "order of " + item + " at " + unit.unit();
    }
}
