package org.lianzhen.gateway.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps notices. Everything is durable when its stage completes, together with the event that speaks of it. */
public interface NoticeStore {

    /** Keeps a matter, unless its key is there already. @return its identifier, which for a key that is there is that of the first */
    CompletionStage<UUID> raise(Matter matter, Instant now, Function<UUID, AuditEvent> event);

    /**
     * Lets one matter climb that is due, if there is one, and no other process has it in its hands.
     *
     * @param decide what it does
     * @return how many, 0 or 1
     */
    CompletionStage<Integer> climb(Instant now, Function<Climb.Standing, Climb> decide, Set<ChannelKind> channels);

    /**
     * Takes attempts that are due, for a while in which no other process does.
     *
     * @param term after which they are due again, unless their ends have been reported
     */
    CompletionStage<List<Attempt.Leased>> lease(ChannelKind channel, Instant now, Duration term);

    /** Notes how a try ended, unless its term is over and somebody else tries. */
    CompletionStage<Void> report(Attempt.Report report, Instant now);

    /** Ends one that is open or exhausted. @return false when it is in no such state */
    CompletionStage<Boolean> end(UUID id, Notice.State state, Notice.Ending ending, AuditEvent event);

    /** Withdraws the matter of a key, unless somebody has taken it, and lets the key be raised again. */
    CompletionStage<Void> settle(String key, Instant now, Function<UUID, AuditEvent> event);

    CompletionStage<Optional<Notice>> find(UUID id);

    /** Newest first. */
    CompletionStage<List<Notice>> list(Selection selection);

    /** Of one notice, in the order in which they were made. */
    CompletionStage<List<Attempt>> attempts(UUID notice);

    /** Keys that begin so, of matters that have not ceased. */
    CompletionStage<List<String>> unsettled(String prefix);

    /** How many ended before; counts no further than to {@code most}. Those that somebody can still take have not ended. */
    CompletionStage<Integer> ended(Instant before, int most);

    /**
     * Deletes the oldest of those that ended before, with all attempts.
     *
     * @param event becomes durable with it; null for none
     * @return how many there were
     */
    CompletionStage<Integer> forget(Instant before, int most, @Nullable AuditEvent event);

    /** How many are exhausted. */
    CompletionStage<Integer> exhausted();

    /**
     * Which notices.
     *
     * @param told account that was told; null for all
     * @param unit that they belong to; null for all
     * @param before only those older than this one; null from the newest on
     */
    record Selection(@Nullable String told, @Nullable String unit, Filter filter, @Nullable UUID before, int limit) {}

    /**
     * What notices must be like; null for all.
     *
     * @param states one of these; empty for all
     * @param from first moment of being raised
     * @param to moment before which it was raised
     */
    record Filter(Set<Notice.State> states, @Nullable String kind, @Nullable Instant from, @Nullable Instant to) {
        public static final Filter ALL = of();

        public Filter {
            states = Set.copyOf(states);
        }

        public static Filter of(Notice.State... states) {
            return new Filter(Set.of(states), null, null, null);
        }
    }
}
