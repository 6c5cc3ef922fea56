package org.lianzhen.gateway.notify;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A matter that was raised.
 *
 * @param progress how far it has come
 */
public record Notice(UUID id, Matter matter, Instant raisedAt, Progress progress) {

    /** What has become of it. */
    public enum State {
        /** It climbs. */
        OPEN,
        /** Somebody has taken it. */
        ACKNOWLEDGED,
        /** Everybody on the ladder was told, and nobody has taken it; somebody still can. */
        EXHAUSTED,
        /** It has ceased to be, or a person said so. */
        WITHDRAWN
    }

    /**
     * How far a matter has come.
     *
     * @param step of the ladder, from 0
     * @param told accounts
     * @param nextAt when the next person is told; null when nobody will be
     * @param ending null while it is open
     */
    public record Progress(State state, int step, Set<String> told, @Nullable Instant nextAt,
            @Nullable Ending ending) {
        public Progress {
            told = Set.copyOf(told);
        }
    }

    /**
     * How it came to its state.
     *
     * @param by account, or empty when nobody did it
     * @param reason why a person withdrew it, or empty
     */
    public record Ending(Instant at, String by, String reason) {}
}
