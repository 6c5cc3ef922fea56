package org.lianzhen.gateway.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.route.Urgency;

/**
 * How far a study is at a destination.
 *
 * @param studyInstanceUid (0020,000D)
 * @param destination code
 * @param unit code of the owner
 * @param instances how many are in each state
 * @param priority of the most urgent open one; null when none is open
 * @param trouble what the destination said last when it did not take one; empty when it took all
 * @param nextTry when the next is tried again; null when none waits for that
 */
public record StudyDelivery(String studyInstanceUid, String destination, String unit, Instances instances,
        @Nullable Urgency priority, String trouble, @Nullable Instant nextTry) {
    /**
     * Instances of the study, each counted once by where it is now.
     *
     * @param sending of the queued ones, whether their study is on its way at this moment
     */
    public record Instances(int queued, int retryAt, int held, int delivered, int failed, int cancelled,
            boolean sending) {}

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
        return instances.failed() > 0 ? State.FAILED : instances.delivered() > 0 ? State.DELIVERED : State.CANCELLED;
    }

    /** Of all instances together. */
    public enum State {
        QUEUED, SENDING, DELIVERED, RETRY_AT, HELD, FAILED, CANCELLED;

        /** Whether nothing more happens by itself. */
        public boolean hasEnded() {
            return this == DELIVERED || this == FAILED || this == CANCELLED;
        }
    }
}
