package org.lianzhen.gateway.delivery.proof;

import java.time.Duration;
import org.lianzhen.gateway.route.RetrySchedule;

/**
 * How destinations are asked.
 *
 * @param poll how often to look for something to ask
 * @param atOnce studies that one destination is asked about at the same time, at most
 * @param piece instances in one request for commitment, at most
 * @param patience how long to wait for the answer to one on its association
 * @param report how long to wait for it at all, before the destination is queried
 * @param term of a lease; longer than one question takes
 * @param retry when a destination that could not be asked is asked again
 * @param rounds how often what is missing is sent again
 */
public record ProofPace(Duration poll, int atOnce, int piece, Duration patience, Duration report, Duration term,
        RetrySchedule retry, int rounds) {
    /** Asks in vain for a day. */
    public static final ProofPace STANDARD = new ProofPace(Duration.ofSeconds(2), 4, 500, Duration.ofSeconds(5),
            Duration.ofMinutes(5), Duration.ofMinutes(5),
            new RetrySchedule(Duration.ofSeconds(30), Duration.ofHours(1), 30), 3);
}
