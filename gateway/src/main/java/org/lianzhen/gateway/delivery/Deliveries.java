package org.lianzhen.gateway.delivery;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Destination;
import org.lianzhen.gateway.route.Hours;
import org.lianzhen.gateway.route.Plan;
import org.lianzhen.gateway.route.Routing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what arrives to where the routes in force say. A thread of its own makes work of arrivals, and for each destination as many
 * lanes send as it may have associations; of two or more, one takes nothing but emergencies.
 */
public final class Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final int ARRIVALS_AT_ONCE = 256;
    /** What arrives so soon after something else is looked at with it: a transaction costs as much for many as for one. */
    private static final Duration GATHERED_FOR = Duration.ofMillis(20);
    /** While much comes, when the lines are busy anyway. */
    private static final Duration MANY_GATHERED_FOR = Duration.ofMillis(50);
    private static final int MANY = 4;
    private static final Duration PREPARED_FOR = Duration.ofHours(12);

    private final DeliveryLedger ledger;
    private final Courier courier;
    private final Supplier<Optional<Routing>> rules;
    private final DeliveryPace pace;
    private final String holder = UUID.randomUUID().toString();
    private final Bell arrivals = new Bell();
    private final Map<String, Bell> bells = new ConcurrentHashMap<>();
    private final Lines lines = new Lines(Hours::now);
    private final Map<Destination, List<Lane>> lanes = new HashMap<>();
    private final Thread planner = Thread.ofVirtual().name("delivery-planner").unstarted(this::work);
    private long preparedAt = System.nanoTime() - PREPARED_FOR.toNanos();
    /** Arrivals at the last look; this and what follows belongs to the planner. */
    private int planned;
    /** Earlier studies may be to follow. */
    private boolean following = true;
    private long followedAt = System.nanoTime();
    private volatile boolean closed;

    private Deliveries(DeliveryLedger ledger, Courier courier, Supplier<Optional<Routing>> rules,
            DeliveryPace pace) {
        this.ledger = ledger;
        this.courier = courier;
        this.rules = rules;
        this.pace = pace;
    }

    /** @param rules those that are in force at the moment; while they are not known, arrivals wait */
    public static Deliveries start(DeliveryLedger ledger, Courier courier, Supplier<Optional<Routing>> rules,
            DeliveryPace pace) {
        var deliveries = new Deliveries(ledger, courier, rules, pace);
        deliveries.planner.start();
        return deliveries;
    }

    /** Something has arrived. May be called from any thread, and does not block. */
    public void arrived() {
        arrivals.wake();
    }

    private void work() {
        try {
            while (!closed) {
                long rings = arrivals.rings();
                if (!step()) {
                    arrivals.await(rings, pace.poll().toNanos());
                    Thread.sleep(planned > MANY ? MANY_GATHERED_FOR : GATHERED_FOR);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there may be more to do at once. */
    private boolean step() {
        try {
            prepare();
            Optional<Routing> routing = rules.get();
            if (routing.isEmpty()) {
                return false;
            }
            serve(routing.get().routes().destinations());
            return plan(routing.get()) == ARRIVALS_AT_ONCE || (isTimeToFollow() && follow(routing.get()));
        } catch (CompletionException e) {
            LOG.warn("Arrivals cannot be looked at now: {}", String.valueOf(e.getMessage()));
            return false;
        } catch (RuntimeException e) {
            // without this thread nothing would be sent anywhere until the next start
            LOG.error("Arrivals cannot be looked at", e);
            return false;
        }
    }

    private void prepare() {
        if (System.nanoTime() - preparedAt >= PREPARED_FOR.toNanos()) {
            Lane.await(ledger.prepare());
            preparedAt = System.nanoTime();
        }
    }

    /** What arrives before anybody has said where things go waits until somebody does. */
    private int plan(Routing routing) {
        if (routing.routes().version() == 0) {
            return 0;
        }
        Map<String, Urgency> most = new HashMap<>();
        int taken = Lane.await(ledger.plan(ARRIVALS_AT_ONCE, routing.routes().version(), arrived -> {
            Plan plan = routing.plan(arrived.subject());
            following |= plan.deliveries().stream().anyMatch(Plan.Delivery::priors);
            plan.deliveries().forEach(delivery -> most.merge(delivery.destination(), delivery.priority(),
                    (one, other) -> one.compareTo(other) <= 0 ? one : other));
            return plan;
        }));
        planned = taken;
        most.forEach((destination, urgency) -> bell(destination).ring(urgency));
        return taken;
    }

    /** What was planned here says so; another process may have planned what does not. */
    private boolean isTimeToFollow() {
        return following || System.nanoTime() - followedAt >= pace.poll().toNanos();
    }

    /** Earlier studies follow when nothing new waits. Whether there were any. */
    private boolean follow(Routing routing) {
        followedAt = System.nanoTime();
        LocalDate today = LocalDate.now(MemberDirectory.ZONE);
        Optional<DeliveryLedger.Followed> followed = Lane
                .await(ledger.follow(destination -> routing.following(destination, today)));
        following = followed.isPresent();
        followed.ifPresent(earlier -> bell(earlier.destination()).ring(earlier.priority()));
        return followed.isPresent();
    }

    private Bell bell(String destination) {
        return bells.computeIfAbsent(destination, code -> new Bell());
    }

    /** Lanes for these destinations and no others. */
    private synchronized void serve(List<Destination> wanted) {
        lanes.entrySet().removeIf(entry -> {
            boolean gone = !wanted.contains(entry.getKey());
            if (gone) {
                entry.getValue().forEach(Lane::close);
            }
            return gone;
        });
        lines.serve(wanted);
        for (Destination destination : wanted) {
            if (!closed) {
                lanes.computeIfAbsent(destination, this::lanes);
            }
        }
    }

    private List<Lane> lanes(Destination destination) {
        var tools = new Lane.Tools(destination, ledger, courier, bell(destination.code()), lines.to(destination), pace,
                holder);
        List<Lane> all = new ArrayList<>();
        for (int i = 0; i < destination.associations(); i++) {
            boolean reserved = i == 0 && destination.associations() > 1;
            all.add(Lane.start(reserved ? Urgency.EMERGENCY : Urgency.BULK, tools));
        }
        return all;
    }

    /** Begins nothing more, and waits no longer than this for what is under way. */
    public void close(Duration limit) {
        closed = true;
        arrivals.wake();
        List<Lane> all;
        synchronized (this) {
            all = lanes.values().stream().flatMap(List::stream).toList();
        }
        all.forEach(Lane::close);
        long end = System.nanoTime() + limit.toNanos();
        try {
            for (Lane lane : all) {
                lane.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
            planner.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
