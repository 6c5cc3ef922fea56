package org.lianzhen.dicom.service;

import java.time.Duration;

/**
 * How a {@link ServiceClassUser} keeps associations.
 *
 * @param mostPerNode open to one node at the same time, at least 1; further requests wait
 * @param mostWaiting for one node; further ones fail at once
 * @param longestWait for an association, its set-up not counted
 * @param idle how long an unused association is kept before it is released; zero keeps none
 */
public record PoolOptions(int mostPerNode, int mostWaiting, Duration longestWait, Duration idle) {

    /** 8 associations to a node, 1,000 waiting for at most a minute, kept for 20 seconds. */
    public static final PoolOptions STANDARD = new PoolOptions(8, 1_000, Duration.ofMinutes(1), Duration.ofSeconds(20));

    public PoolOptions {
        if (mostPerNode < 1 || mostWaiting < 0 || longestWait.isNegative() || idle.isNegative()) {
            throw new IllegalArgumentException("a pool needs at least one association and times that are not negative");
        }
    }
}
