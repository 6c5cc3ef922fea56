package org.lianzhen.gateway.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a destination has to do.
 *
 * @param destination code
 * @param open instances that are not there yet
 * @param sending studies on their way at this moment
 * @param oldest since when the oldest of the open ones waits; null when there are none
 * @param lately instances that ended in the last day
 * @param proofs studies by whether the destination has them
 */
public record DestinationLoad(String destination, Open open, int sending, @Nullable Instant oldest, Lately lately,
        Proofs proofs) {
    /**
     * By what they wait for: their turn, another try, or a person.
     *
     * @param failed in the last week, and nobody has seen to that
     */
    public record Open(int queued, int retryAt, int held, int failed) {}

    /** By how they ended. */
    public record Lately(int delivered, int failed) {}

    /** Those that are to be asked about; and of the last week, by what was found out. */
    public record Proofs(int due, int complete, int unproven, int failed) {}
}
