package org.lianzhen.gateway.delivery;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.lianzhen.dicom.service.InstanceResult;
import org.lianzhen.gateway.route.Destination;

/** Some tasks of one lease, sent together; outcomes are written down while the others are under way. */
final class Batch {
    private static final long CHECK_NANOS = 20_000_000;

    private final Destination destination;
    private final DeliveryLease lease;
    private final Lane.Tools tools;
    private final Outcomes outcomes;
    private final ConcurrentLinkedQueue<Result> results = new ConcurrentLinkedQueue<>();
    private boolean stopping;
    private boolean answered;
    private boolean unanswered;

    private record Result(DeliveryTask task, InstanceResult result) {}

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
                (task, result) -> results.add(new Result(task, result)));
        Future<Void> done = shipment.done().toCompletableFuture();
        while (!isDone(done)) {
            collect();
            boolean written = outcomes.writeIfDue();
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
            if (!(stopping && next.result() instanceof InstanceResult.NotSent)) {
                outcomes.add(ending(next));
            }
        }
    }

    private Ending ending(Result result) {
        DeliveryTask task = result.task();
        String words = result.result().inWords();
        answered |= result.result() instanceof InstanceResult.Stored
                || result.result() instanceof InstanceResult.Failed;
        unanswered |= result.result() instanceof InstanceResult.NotSent;
        RetrySchedule retry = tools.pace().retry();
        return switch (Verdict.of(result.result())) {
            case DELIVERED -> new Ending.Delivered(task.id(), words);
            case FAILED -> new Ending.Failed(task.id(), words);
            case AGAIN -> retry.isUsedUp(task.attempts() + 1)
                    ? new Ending.Failed(task.id(), words + ", after " + (task.attempts() + 1) + " attempts")
                    : new Ending.Again(task.id(), retry.after(task.attempts() + 1), words);
        };
    }
}
