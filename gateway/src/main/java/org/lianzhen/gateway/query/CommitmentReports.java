package org.lianzhen.gateway.query;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the results of storage commitments until their requesters have heard them, and a while longer for people to look up.
 * Several programs may share it: each attempt belongs to whoever took it, for as long as its lease. Stages fail when the
 * records cannot be reached.
 */
public interface CommitmentReports {
    /** How far a report has come. */
    enum State {
        /** It is brought, or will be again. */
        RETRY_AT,
        /** The requester has confirmed it. */
        DELIVERED,
        /** Every attempt has failed; nobody tries any more. */
        FAILED
    }

    /**
     * A report that its holder tries to bring.
     *
     * @param attempt 1 the first time
     */
    record Owed(UUID id, int attempt, CommitmentReport report) {}

    /**
     * What became of a report so far.
     *
     * @param attempts how often it was tried, the running attempt included
     * @param lastStatus in words, why the last attempt failed; null when none did
     * @param retryAt when it is tried next, or when the running attempt counts as lost; null when it is not tried any more
     */
    record Progress(CommitmentReport report, State state, int attempts, @Nullable String lastStatus,
            Instant requestedAt, @Nullable Instant retryAt) {}

    /**
     * Keeps a report whose first attempt the caller is about to make. It takes the place of an earlier one with the same
     * transaction UID for the same requester: who asks again is told again.
     *
     * @param lease how long nobody else tries
     * @return completed when it is durable
     */
    CompletionStage<Owed> keep(CommitmentReport report, Duration lease);

    /**
     * Takes reports that are due for another attempt: of each requester the one that is due longest.
     *
     * @param busy AE titles of requesters to leave out
     * @param most how many at most
     * @param lease how long nobody else tries them
     */
    CompletionStage<List<Owed>> take(Set<String> busy, int most, Duration lease);

    /** The requester has confirmed it. */
    CompletionStage<Void> delivered(UUID id);

    /** An attempt has failed, and there will be another. */
    CompletionStage<Void> retryAfter(UUID id, Duration delay, String why);

    /** The last attempt has failed. */
    CompletionStage<Void> failed(UUID id, String why);

    /** Those in one state, the newest first. */
    CompletionStage<List<Progress>> list(State state, int most);

    /** Drops reports that nobody has tried to bring for so long. */
    CompletionStage<Void> forget(Duration settledFor);
}
