package org.lianzhen.gateway.delivery.proof;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Keeps what is to be proved, and what came of it. Safe for any number of processes on the same records. */
public interface ProofLedger extends CommitmentAnswers {
    /**
     * Leases a study that a destination is to be asked about: one that is stable and of which nothing is open.
     *
     * @param destination code
     * @param holder who asks
     * @param term until the lease ends by itself
     * @return empty when there is none
     */
    CompletionStage<Optional<ProofLease>> take(String destination, String holder, Duration term);

    /** What is to be asked, and what was answered so far. */
    CompletionStage<Question> read(ProofLease lease);

    /**
     * Remembers a request for commitment that is about to be made, and makes the lease last. Earlier ones that were never taken
     * count no more.
     *
     * @return false, with nothing remembered, when the lease is lost
     */
    CompletionStage<Boolean> asking(ProofLease lease, Request request, Duration term);

    /**
     * A request for commitment.
     *
     * @param witness code of the unit whose nodes may answer
     * @param instances SOP Instance UIDs
     */
    record Request(String transactionUid, String witness, List<String> instances) {
        public Request {
            instances = List.copyOf(instances);
        }
    }

    /** The destination has said that it will answer. */
    CompletionStage<Void> taken(String transactionUid);

    /**
     * Makes the lease last.
     *
     * @return false when it is lost
     */
    CompletionStage<Boolean> extend(ProofLease lease, Duration term);

    /**
     * Writes down what came of it, and gives the lease back.
     *
     * @return false, with nothing written, when the lease is lost
     */
    CompletionStage<Boolean> settle(ProofLease lease, Finding finding);
}
