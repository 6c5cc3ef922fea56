package org.lianzhen.gateway.archive.conflict;

import java.util.Set;
import java.util.UUID;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * What a person wants.
 *
 * @param subject the parked instance, or the alert
 * @param units codes of the units for which this person may decide
 * @param by the person
 * @param reason in their words, for those who ask later
 */
public record Decision(UUID subject, Set<String> units, AuditEvent.Actor by, String reason) {
    public Decision {
        units = Set.copyOf(units);
    }

    /** What became of it. */
    public sealed interface Result {
        /** It is done, durably. */
        record Done() implements Result {}

        /** There is no such thing, or nothing to decide about it. */
        record Unknown() implements Result {}

        /** Another unit decides. */
        record NotYours() implements Result {}

        /**
         * It is so already.
         *
         * @param state in which it is
         */
        record Already(String state) implements Result {}

        /** Whether it contradicts anything is still being found out. */
        record StillCompared() implements Result {}
    }
}
