package org.lianzhen.gateway.notify;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One person told on one channel.
 *
 * @param step of the ladder, from 0; null for those of before it was kept
 * @param detail what the channel said last, or empty
 */
public record Attempt(UUID id, @Nullable Integer step, ChannelKind channel, DutyPerson person, State state, Tries tries,
        String detail) {

    /** What has become of it. */
    public enum State {
        PENDING, DELIVERED, FAILED,
        /** The matter was settled before. */
        CANCELLED
    }

    /**
     * How often it was tried.
     *
     * @param madeAt when it was decided to tell this person
     * @param nextAt when it is tried again; null when it is not
     * @param endedAt null while it is pending
     */
    public record Tries(int count, Instant madeAt, @Nullable Instant nextAt, @Nullable Instant endedAt) {}

    /**
     * One that is being sent.
     *
     * @param tries with this one
     */
    public record Leased(UUID id, Message message, int tries) {}

    /**
     * How a try ended.
     *
     * @param again when to try again; null otherwise
     */
    public record Report(Leased leased, State state, String detail, @Nullable Instant again) {}
}
