package org.lianzhen.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.lianzhen.gateway.route.Retry;
import org.lianzhen.gateway.route.RetrySchedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Some tasks of one lease, sent together; outcomes are written down while the others are under way. */
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    private static final long CHECK_NANOS = 20_000_000;

    private final DeliveryLease lease;
    private final Lane.Tools tools;
    private final Outcomes outcomes;
    private final Trouble trouble;
    private final ConcurrentLinkedQueue<Result> results = new ConcurrentLinkedQueue<>();
    /** Of what the destination says of itself, and of the end. */
    private final Semaphore news = new Semaphore(0);
    /** Those that have no result yet. */
    private final Set<UUID> open = new HashSet<>();
    private long lookedAt = System.nanoTime();
    private boolean stopping;
    private boolean stopped;
    private boolean answered;
    private boolean unanswered;
    private boolean unwanted;

    private record Result(DeliveryTask task, Reply reply) {}

    /** How a batch leaves things. */
    enum End {
        /** There may be more of the study. */
        GOES_ON,
        /** Something more urgent waits, the lease is lost, or not all of it is wanted any more. */
        DONE,
        /** The destination could not be asked, or takes nothing at present. */
        UNSERVED
    }

    /**
     * @param outcomes of the lease, to which those of this batch are added
     * @param trouble hears what the destination answers
     */
    Batch(DeliveryLease lease, Lane.Tools tools, Outcomes outcomes, Trouble trouble) {
        this.lease = lease;
        this.tools = tools;
        this.outcomes = outcomes;
        this.trouble = trouble;
    }

    /** @param closing whether no further instance is to be begun */
    End send(List<DeliveryTask> tasks, BooleanSupplier closing) throws InterruptedException {
        tasks.forEach(task -> open.add(task.id()));
        Courier.Shipment shipment = tools.courier().send(tools.destination(), tasks,
                tools.line().throttle(tasks.getFirst().priority()), this::hear);
        CompletableFuture<Void> done = shipment.done().toCompletableFuture();
        done.whenComplete((result, fault) -> news.release());
        while (!isDone(done)) {
            collect();
            boolean written = outcomes.writeIfDue();
            lookAround();
            if (!written || unwanted || outcomes.isLost() || closing.getAsBoolean()
                    || tools.bell().isMoreUrgentThan(lease.priority())) {
                stopping = true;
            }
            if (!stopped && (stopping || trouble.isFull())) {
                stopped = true;
                shipment.stop();
            }
        }
        collect();
        outcomes.writeIfDue();
        return outcomes.isLost() || stopping ? End.DONE
                : trouble.isFull() || (unanswered && !answered) ? End.UNSERVED : End.GOES_ON;
    }

    private void hear(DeliveryTask task, Reply reply) {
        results.add(new Result(task, reply));
        if (reply instanceof Reply.NoRoom) {
            news.release();
        }
    }

    /** Nobody rings for what becomes due by itself, or by a person's word; nor for what a person cancels or holds. */
    private void lookAround() {
        if (System.nanoTime() - lookedAt < tools.pace().poll().toNanos()) {
            return;
        }
        lookedAt = System.nanoTime();
        try {
            unwanted |= !Lane.await(tools.ledger().areWanted(open));
            Lane.await(tools.ledger().waiting(lease.destination(), lease.priority())).ifPresent(tools.bell()::ring);
        } catch (CompletionException e) {
            LOG.debug("Work for {} cannot be looked for now", lease.destination(), e);
        }
    }

    private boolean isDone(CompletableFuture<Void> done) throws InterruptedException {
        if (news.tryAcquire(CHECK_NANOS, TimeUnit.NANOSECONDS)) {
            news.drainPermits();
        }
        if (done.isCompletedExceptionally()) {
            throw new IllegalStateException("a shipment ends with results only", done.exceptionNow());
        }
        return done.isDone();
    }

    /** What was stopped before it was sent has not been tried. */
    private void collect() {
        for (Result next = results.poll(); next != null; next = results.poll()) {
            open.remove(next.task().id());
            if (!(stopped && next.reply() instanceof Reply.NoAnswer)) {
                outcomes.add(ending(next));
            }
        }
    }

    private Ending ending(Result result) {
        DeliveryTask task = result.task();
        answered |= result.reply().isAnswer();
        unanswered |= !result.reply().isAnswer();
        trouble.heard(result.reply());
        boolean tried = !trouble.isFull();
        return switch (result.reply()) {
            case Reply.Taken(String code, String words) -> new Ending.Delivered(task.id(), code, words);
            case Reply.Refused(String code, String words) -> new Ending.Failed(task.id(), code, words);
            case Reply.NotNow reply -> again(task, reply);
            case Reply.NoRoom reply -> tried ? again(task, reply) : untried(task, reply, Duration.ZERO);
            case Reply.Lost reply -> again(task, reply);
            case Reply.NoAnswer reply -> untried(task, reply, reply.pause());
        };
    }

    private Ending again(DeliveryTask task, Reply reply) {
        RetrySchedule schedule = retry().schedule();
        int attempts = task.attempts() + 1;
        return schedule.isUsedUp(attempts)
                ? new Ending.Failed(task.id(), reply.code(), reply.inWords() + ", after " + attempts + " attempts")
                : new Ending.Again(task.id(), schedule.after(attempts), reply.code(), reply.inWords(), true);
    }

    /**
     * While a destination cannot be served, one instance after another finds that out and none of them loses an attempt.
     *
     * @param least before it is tried again
     */
    private Ending untried(DeliveryTask task, Reply reply, Duration least) {
        Instant since = task.untriedSince();
        Duration waited = since == null ? Duration.ZERO : Duration.between(since, Instant.now());
        if (waited.compareTo(retry().giveUp()) >= 0) {
            return new Ending.Failed(task.id(), reply.code(),
                    reply.inWords() + ", given up after " + waited.toHours() + " hours");
        }
        Duration after = retry().schedule().after(1);
        return new Ending.Again(task.id(), after.compareTo(least) < 0 ? least : after, reply.code(), reply.inWords(),
                false);
    }

    private Retry retry() {
        return Objects.requireNonNullElse(tools.destination().retry(), tools.pace().retry());
    }
}
