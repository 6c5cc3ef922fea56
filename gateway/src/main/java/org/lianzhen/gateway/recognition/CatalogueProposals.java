package org.lianzhen.gateway.recognition;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps changes of the catalogue that somebody proposes and somebody else approves. */
public interface CatalogueProposals {

    /** Keeps one that waits from now on. */
    CompletionStage<UUID> propose(Draft draft);

    /** The newest ones, whatever became of them. */
    CompletionStage<List<Proposal>> newest(int limit);

    /** Approves one, which makes a version of it, or refuses it. */
    CompletionStage<Outcome> settle(Settlement settlement);

    /**
     * What somebody proposes.
     *
     * @param base number of the version that it was made from
     */
    record Draft(int base, String document, String why, AuditEvent.Actor by) {}

    /** What has become of one. */
    enum State {
        WAITING, APPROVED, REFUSED
    }

    /**
     * One that was made.
     *
     * @param decision null while it waits
     */
    record Proposal(UUID id, int base, String author, String document, String why, Instant madeAt, State state,
            @Nullable Decision decision) {}

    /**
     * What a second person said.
     *
     * @param version that came of it; null for none
     */
    record Decision(String by, Instant at, String remark, @Nullable Integer version) {}

    /** What a second person says. */
    record Settlement(UUID id, boolean approved, String remark, AuditEvent.Actor by) {}

    /** How that ended. */
    enum Outcome {
        DONE, UNKNOWN,
        /** Nobody approves or refuses what they proposed themselves. */
        OWN,
        /** Somebody has decided already. */
        SETTLED,
        /** Another version was put in force meanwhile. */
        STALE
    }
}
