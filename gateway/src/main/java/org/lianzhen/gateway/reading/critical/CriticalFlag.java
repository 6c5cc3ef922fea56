package org.lianzhen.gateway.reading.critical;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A critical value as a report has it: what was found, and who knows of it.
 *
 * @param item of the catalogue, as people call it
 * @param raisedBy as people know them
 * @param told whom, in the order in which they were
 * @param readBack null when nobody who treats the patient has done so yet
 */
public record CriticalFlag(String item, String finding, Instant raisedAt, String raisedBy, List<Step> told,
        @Nullable Step readBack) {
    public CriticalFlag {
        told = List.copyOf(told);
    }

    /**
     * Somebody was told, or has answered.
     *
     * @param person as people know them
     * @param channel as in {@link CriticalStep.How#channel}
     * @param words what was read back; empty of whoever was told
     */
    public record Step(String person, String channel, String words, Instant at) {
        /** Says nothing of what was said. */
        @Override
        public String toString() {
            return channel;
        }
    }

    /** Whether somebody has read it back. */
    public boolean isAnswered() {
        return readBack != null;
    }

    /** Says nothing of the finding. */
    @Override
    public String toString() {
        return item;
    }
}
