package org.lianzhen.gateway.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Plan;
import org.lianzhen.gateway.route.Routing;

/** Keeps open work and how it ended. Safe for any number of processes on the same records. */
public interface DeliveryLedger {
    /**
     * Has arrivals looked at, the most urgent first, and keeps the work that comes of them, once for each instance and destination.
     *
     * @param limit of arrivals
     * @param routesVersion by which they are looked at
     * @return how many arrivals were taken, when that is durable
     */
    CompletionStage<Integer> plan(int limit, int routesVersion, Function<Arrived, Plan> routing);

    /**
     * Has earlier studies of a patient follow a new one that was planned to go where such rules are, a part of them at a time, each
     * instance once and with the new study as its reason.
     *
     * @param rules of a destination
     * @return what was queued now; empty when nothing is left to follow
     */
    CompletionStage<Optional<Followed>> follow(Function<String, Optional<Routing.Following>> rules);

    /** Earlier instances that were queued for a destination; perhaps none. */
    record Followed(String destination, Urgency priority, int instances) {}

    /**
     * Leases a study that has work due for a destination: of the most urgent, one of the unit that has waited longest.
     *
     * @param least only what is at least as urgent
     * @param holder who asks
     * @param term until the lease ends by itself
     * @return empty when there is none
     */
    CompletionStage<Optional<DeliveryLease>> lease(String destination, Urgency least, String holder, Duration term);

    /**
     * How urgent the most urgent work is that is due for a destination and nobody has leased.
     *
     * @param than only what is more urgent than this
     */
    CompletionStage<Optional<Urgency>> waiting(String destination, Urgency than);

    /** A destination is back: what waits for its next try because it could not be served is due now. */
    CompletionStage<Void> hasten(String destination);

    /** What of a lease is due, in the order it arrived. */
    CompletionStage<List<DeliveryTask>> due(DeliveryLease lease, int limit);

    /** Whether all of these tasks are still to be sent: nobody has cancelled or held one. */
    CompletionStage<Boolean> areWanted(Collection<UUID> tasks);

    /**
     * Writes down how tasks ended, and makes the lease last.
     *
     * @return false, with nothing written, when the lease is lost
     */
    CompletionStage<Boolean> settle(DeliveryLease lease, List<Ending> endings, Duration term);

    /** Gives a lease back; nothing when it is lost. */
    CompletionStage<Void> release(DeliveryLease lease);

    /** Makes room for the outcomes of the next months. */
    CompletionStage<Void> prepare();
}
