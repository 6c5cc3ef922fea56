package org.lianzhen.gateway.recognition;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an order came to when it was held against the results that are there, and how far its answer is.
 *
 * @param unit that ordered
 * @param catalogue version that it was judged by
 */
public record Prompt(UUID id, String unit, Asked asked, Judgement judgement, Matches matches, int catalogue,
        State state,
        Optional<Given> decision) {

    /** How far it is. */
    public enum State {
        /** Nothing was said, and there is nothing to answer. */
        LOGGED, RAISED, VIEWED, ADOPTED, DECLINED,
        /** Nobody answered in time. */
        NO_RESPONSE,
        /** The result that is used was amended or withdrawn. */
        REVIEW_NEEDED;

        /** Whether a doctor may decide. */
        public boolean isOpen() {
            return this == RAISED || this == VIEWED || this == REVIEW_NEEDED;
        }
    }

    /**
     * What was asked.
     *
     * @param order that is placed here; null for one of another system
     * @param patient record; null when nobody is known
     * @param item code of the catalogue, or what the unit calls it
     */
    public record Asked(@Nullable UUID order, @Nullable UUID patient, String item, String laterality,
            Question.Requester requester, Instant at) {}

    /**
     * Results that were looked at.
     *
     * @param eligible those that may be used
     */
    public record Matches(List<UUID> all, List<UUID> eligible) {
        public Matches {
            all = List.copyOf(all);
            eligible = List.copyOf(eligible);
        }
    }

    /**
     * The last decision.
     *
     * @param kind ADOPTED, DECLINED, REVOKED or NO_RESPONSE
     */
    public record Given(UUID id, int number, String kind, @Nullable UUID result, @Nullable String reason, String text,
            boolean explained, String account, Instant at) {}
}
