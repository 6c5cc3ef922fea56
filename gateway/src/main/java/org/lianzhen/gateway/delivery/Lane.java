package org.lianzhen.gateway.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Destination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of those who work for a destination, on a thread of its own: leases a study, sends what of it is due, and goes on. */
final class Lane implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Urgency least;
    private final Tools tools;
    private final Trouble trouble;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * What all lanes of a destination share.
     *
     * @param holder of leases, unique to this process
     */
    record Tools(Destination destination, DeliveryLedger ledger, Courier courier, Bell bell, Line line,
            DeliveryPace pace, String holder) {}

    private Lane(Urgency least, Tools tools) {
        this.least = least;
        this.tools = tools;
        this.trouble = new Trouble(tools.pace());
        this.thread = Thread.ofVirtual().name("delivery-" + tools.destination().code()).unstarted(this);
    }

    /** @param least only what is at least as urgent is taken */
    static Lane start(Urgency least, Tools tools) {
        var lane = new Lane(least, tools);
        lane.thread.start();
        return lane;
    }

    @Override
    public void run() {
        try {
            while (!closed) {
                long rings = tools.bell().rings();
                if (!step(rings)) {
                    rest(rings);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One study. Whether to go on without a pause. */
    private boolean step(long rings) throws InterruptedException {
        String destination = tools.destination().code();
        try {
            Urgency wanted = tools.bell().isEmergencyBeingSent() ? Urgency.EMERGENCY : least;
            Optional<DeliveryLease> lease = await(
                    tools.ledger().lease(destination, wanted, tools.holder(), tools.pace().term()));
            if (lease.isEmpty()) {
                return false;
            }
            tools.bell().answered(rings, lease.get().next());
            return serve(lease.get());
        } catch (CompletionException e) {
            LOG.warn("Work for {} cannot be looked for now: {}", destination, String.valueOf(e.getMessage()));
            return false;
        } catch (RuntimeException e) {
            // without its lanes a destination would get nothing until the next start
            LOG.error("Work for {} failed", destination, e);
            trouble.begin();
            return false;
        }
    }

    private boolean serve(DeliveryLease lease) throws InterruptedException {
        var outcomes = new Outcomes(lease, tools.ledger(), tools.pace());
        Batch.End end = Batch.End.GOES_ON;
        tools.bell().begin(lease.priority());
        try {
            var supply = new Supply(lease, tools, outcomes);
            int sent = 0;
            while (!closed && end == Batch.End.GOES_ON && !isOthersTurn(lease, sent)) {
                List<DeliveryTask> tasks = supply.next(trouble.atOnce());
                boolean enough = tasks.isEmpty() || (sent > 0 && tasks.getFirst().priority() != lease.priority());
                sent += tasks.size();
                end = enough ? Batch.End.DONE : send(tasks, lease, outcomes);
            }
        } finally {
            tools.bell().end(lease.priority());
            end(lease, outcomes);
        }
        if (end == Batch.End.UNSERVED) {
            trouble.begin();
        }
        return end != Batch.End.UNSERVED;
    }

    private Batch.End send(List<DeliveryTask> tasks, DeliveryLease lease, Outcomes outcomes)
            throws InterruptedException {
        Batch.End end = new Batch(lease, tools, outcomes, trouble).send(tasks, () -> closed);
        if (trouble.hasEnded()) {
            tools.bell().back();
            await(tools.ledger().hasten(lease.destination()));
        }
        return end;
    }

    /** However large a study is, it keeps those of other units from going on for a while only. */
    private boolean isOthersTurn(DeliveryLease lease, int sent) {
        return sent >= tools.pace().batch() && tools.bell().isAsUrgentAs(lease.priority());
    }

    private void end(DeliveryLease lease, Outcomes outcomes) throws InterruptedException {
        try {
            outcomes.writeAll(() -> closed);
        } finally {
            await(tools.ledger().release(lease));
        }
    }

    /**
     * After trouble with the destination, arrivals are no reason to call one that is away once more; that another lane has found it
     * back is.
     */
    private void rest(long rings) throws InterruptedException {
        if (!trouble.isThere()) {
            tools.bell().await(rings, tools.pace().poll().toNanos());
            return;
        }
        long end = System.nanoTime() + trouble.pause().toNanos();
        long now = rings;
        int backs = tools.bell().backs();
        for (long left = end - System.nanoTime(); !closed && left > 0
                && tools.bell().backs() == backs; left = end - System.nanoTime()) {
            tools.bell().await(now, left);
            now = tools.bell().rings();
        }
    }

    static <T> T await(CompletionStage<T> answer) {
        return answer.toCompletableFuture().join();
    }

    /** What is under way is finished; the lease is given back. */
    @Override
    public void close() {
        closed = true;
        tools.bell().wake();
    }

    /** Waits until it has ended. */
    boolean join(Duration limit) throws InterruptedException {
        return thread.join(limit);
    }
}
