package org.lianzhen.gateway.recognition;

import java.util.Objects;
import org.lianzhen.gateway.member.Unit;

/** Between which levels of the health system a result goes. */
public enum Direction {
    /** Between equals, and where a level is unknown. */
    PEER,
    /** From a higher unit to a lower one. */
    DOWNWARD,
    /** From a lower unit to a higher one. */
    UPWARD;

    static Direction between(Place source, Place ordering) {
        Unit.Level from = source.level();
        Unit.Level to = ordering.level();
        if (from == null || to == null || Objects.equals(from, to)) {
            return PEER;
        }
        return from.compareTo(to) > 0 ? DOWNWARD : UPWARD;
    }
}
