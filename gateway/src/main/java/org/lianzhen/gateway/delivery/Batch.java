package org.lianzhen.gateway.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.lianzhen.gateway.route.Destination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Some tasks of one lease, sent together; outcomes are written down while the others are under way. */
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    private static final long CHECK_NANOS = 20_000_000;

    private final Destination destination;
    private final DeliveryLease lease;
    private final Lane.Tools tools;
    private final Outcomes outcomes;
    private final ConcurrentLinkedQueue<Result> results = new ConcurrentLinkedQueue<>();
    private long lookedAt = System.nanoTime();
    private boolean stopping;
    private boolean answered;
    private boolean unanswered;

    private record Result(DeliveryTask task, Reply reply) {}

    /** How a batch leaves things. */
    enum End {
        /** There may be more of the study. */
        GOES_ON,
        /** Something more urgent waits, or the lease is lost. */
        DONE,
        /** The destination could not be asked. */
        UNREACHABLE
    }

    /** @param outcomes of the lease, to which those of this batch are added */
    Batch(Destination destination, DeliveryLease lease, Lane.Tools tools, Outcomes outcomes) {
        this.destination = destination;
        this.lease = lease;
        this.tools = tools;
        this.outcomes = outcomes;
    }

    /** @param closing whether no further instance is to be begun */
    End send(List<DeliveryTask> tasks, BooleanSupplier closing) throws InterruptedException {
        Courier.Shipment shipment = tools.courier().send(destination, tasks,
                tools.line().throttle(tasks.getFirst().priority()),
                (task, reply) -> results.add(new Result(task, reply)));
        Future<Void> done = shipment.done().toCompletableFuture();
        while (!isDone(done)) {
            collect();
            boolean written = outcomes.writeIfDue();
            lookAround();
            if (!written || outcomes.isLost() || closing.getAsBoolean()
                    || tools.bell().isMoreUrgentThan(lease.priority())) {
                stopping = true;
                shipment.stop();
            }
        }
        collect();
        outcomes.writeIfDue();
        return outcomes.isLost() || stopping ? End.DONE : unanswered && !answered ? End.UNREACHABLE : End.GOES_ON;
    }

    /** Nobody rings for what becomes due by itself, or by a person's word. */
    private void lookAround() {
        if (System.nanoTime() - lookedAt < tools.pace().poll().toNanos()) {
            return;
        }
        lookedAt = System.nanoTime();
        try {
            Lane.await(tools.ledger().waiting(lease.destination(), lease.priority())).ifPresent(tools.bell()::ring);
        } catch (CompletionException e) {
            LOG.debug("Work for {} cannot be looked for now", lease.destination(), e);
        }
    }

    private boolean isDone(Future<Void> done) throws InterruptedException {
        try {
            done.get(CHECK_NANOS, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a shipment ends with results only", e);
        }
    }

    /** What was stopped before it was sent has not been tried. */
    private void collect() {
        for (Result next = results.poll(); next != null; next = results.poll()) {
            if (!(stopping && next.reply() instanceof Reply.NoAnswer)) {
                outcomes.add(ending(next));
            }
        }
    }

    private Ending ending(Result result) {
        DeliveryTask task = result.task();
        answered |= !(result.reply() instanceof Reply.NoAnswer);
        unanswered |= result.reply() instanceof Reply.NoAnswer;
        return switch (result.reply()) {
            case Reply.Taken(String words) -> new Ending.Delivered(task.id(), words);
            case Reply.Refused(String words) -> new Ending.Failed(task.id(), words);
            case Reply.NotNow(String words) -> again(task, words, Duration.ZERO);
            case Reply.NoAnswer(String words, Duration pause) -> again(task, words, pause);
        };
    }

    /** @param least before it is tried again */
    private Ending again(DeliveryTask task, String words, Duration least) {
        RetrySchedule retry = tools.pace().retry();
        int attempts = task.attempts() + 1;
        if (retry.isUsedUp(attempts)) {
            return new Ending.Failed(task.id(), words + ", after " + attempts + " attempts");
        }
        Duration after = retry.after(attempts);
        return new Ending.Again(task.id(), after.compareTo(least) < 0 ? least : after, words);
    }
}
