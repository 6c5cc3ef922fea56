package org.lianzhen.gateway.delivery.proof;

import java.util.UUID;

/**
 * The right to ask a destination about a study, for a while.
 *
 * @param study identifier of the study's row
 * @param destination code
 * @param epoch greater than that of every lease before it
 * @param tried what was done before
 */
public record ProofLease(UUID study, String studyInstanceUid, String destination, long epoch, Tried tried) {
    /**
     * What was done before.
     *
     * @param attempts in vain, one after another
     * @param rounds how often what was missing was sent again
     */
    public record Tried(int attempts, int rounds) {}
}
