package org.lianzhen.gateway.archive.receipt;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * Somebody says that a study has been sent as a whole.
 *
 * @param units codes of the units for whose studies they may say so
 * @param instances how many were sent; null when they do not know
 */
public record SentInFull(String studyInstanceUid, Set<String> units, @Nullable Integer instances,
        AuditEvent.Actor by) {
    public SentInFull {
        units = Set.copyOf(units);
    }

    /** What became of it. */
    public sealed interface Result {
        /** The study is stable. */
        record Done() implements Result {}

        /** There is no such study of these units. */
        record Unknown() implements Result {}

        /** Another number of instances is here, and nothing was changed. */
        record Differs(int here) implements Result {}
    }
}
