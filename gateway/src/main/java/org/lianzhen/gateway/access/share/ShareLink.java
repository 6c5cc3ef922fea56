package org.lianzhen.gateway.access.share;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link that was given to a patient. Nobody knows its token any more but whoever has the link.
 *
 * @param place what it opens
 * @param account who gave it
 * @param reason why
 */
public record ShareLink(UUID id, Place place, String account, String reason, Times times, Use use) {
    /** So many wrong second facts, and it opens no more: what it asks for has few enough values to be tried. */
    public static final int MOST_FAILURES = 10;

    /**
     * A study.
     *
     * @param study Study Instance UID
     * @param unit code of the unit whose study it is
     */
    public record Place(String study, String unit) {}

    /** @param revokedAt null unless somebody took it back */
    public record Times(Instant createdAt, Instant expiresAt, @Nullable Instant revokedAt) {}

    /**
     * What was done with it.
     *
     * @param opened how often
     * @param lastAt null as long as nobody has
     * @param failures wrong second facts
     */
    public record Use(int opened, @Nullable Instant lastAt, int failures) {}

    /** What it is good for. */
    public enum State {
        OPEN, EXPIRED, REVOKED,
        /** Too many wrong second facts. */
        BLOCKED
    }

    public State state(Instant now) {
        if (times.revokedAt() != null) {
            return State.REVOKED;
        }
        if (!times.expiresAt().isAfter(now)) {
            return State.EXPIRED;
        }
        return use.failures() >= MOST_FAILURES ? State.BLOCKED : State.OPEN;
    }
}
