package org.lianzhen.gateway.delivery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.receipt.Receipt;
import org.lianzhen.gateway.member.Urgency;

/**
 * How far a study is at a destination.
 *
 * @param studyInstanceUid (0020,000D)
 * @param destination code
 * @param unit code of the owner
 * @param instances how many are in each state
 * @param attempts that were made, of all instances together
 * @param priority of the most urgent open one; null when none is open
 * @param trouble what the destination said last when it did not take one; nothing when it took all
 * @param nextTry when the next is tried again; null when none waits for that
 * @param received how far the study has come in here
 * @param proof whether the destination has what was brought there; null when nobody has begun to look after that
 */
public record StudyDelivery(String studyInstanceUid, String destination, String unit, Instances instances,
        int attempts, @Nullable Urgency priority, Answer trouble, @Nullable Instant nextTry, Receipt received,
        @Nullable Proof proof) {
    /**
     * Instances of the study, each counted once by where it is now.
     *
     * @param sending of the queued ones, whether their study is on its way at this moment
     */
    public record Instances(int queued, int retryAt, int held, int delivered, int failed, int cancelled,
            boolean sending) {}

    /**
     * Whether a destination has what was brought there.
     *
     * @param kind of what proves it; null while nothing does
     * @param settledAt when that was found out; null while it is not
     * @param missing what it had not when it was last asked
     * @param answer what was last found out, or why nothing can be; nothing when it has all
     */
    public record Proof(ProofState state, @Nullable ProofKind kind, @Nullable Instant settledAt, Missing missing,
            Answer answer) {}

    /** How far a proof is. */
    public enum ProofState {
        /** It will be asked, or was and is to answer. */
        DUE,
        /** It has everything. */
        COMPLETE,
        /** It cannot be asked. */
        UNPROVEN,
        /** It has not everything, however often that was sent. */
        FAILED
    }

    /** @param instances SOP Instance UIDs of some of them */
    public record Missing(int count, List<String> instances) {
        public static final Missing NONE = new Missing(0, List.of());

        public Missing {
            instances = List.copyOf(instances);
        }
    }

    /** What a person goes by: the state that most needs attention. */
    public State state() {
        if (instances.held() > 0) {
            return State.HELD;
        }
        if (instances.sending()) {
            return State.SENDING;
        }
        if (instances.queued() > 0) {
            return State.QUEUED;
        }
        if (instances.retryAt() > 0) {
            return State.RETRY_AT;
        }
        if (instances.failed() > 0) {
            return State.FAILED;
        }
        return instances.delivered() == 0 ? State.CANCELLED : isComplete() ? State.COMPLETE : State.DELIVERED;
    }

    /** While more may come, nobody can say so. */
    private boolean isComplete() {
        return proof != null && proof.state() == ProofState.COMPLETE && received.state() == Receipt.State.STABLE;
    }

    /** Of all instances together. */
    public enum State {
        QUEUED, SENDING,
        /** The destination has taken all. */
        DELIVERED,
        /** It is proved that the destination has all of a study that is here as a whole. */
        COMPLETE, RETRY_AT, HELD, FAILED, CANCELLED;

        /** Whether nothing more happens by itself. */
        public boolean hasEnded() {
            return this == DELIVERED || this == COMPLETE || this == FAILED || this == CANCELLED;
        }
    }
}
