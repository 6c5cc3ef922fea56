package org.lianzhen.dicom.service;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.AssociationProposal;
import org.lianzhen.dicom.pdu.AssociateRj;

/**
 * Instances on their way to a node over one or more associations. When an association breaks, what it had not finished is tried
 * once more, and then alone, so that one instance the peer cannot bear takes no others with it. All but the public methods run in
 * turn.
 */
final class StoreRun implements StoreCall {
    /** So many associations in a row may end without a single answer. */
    private static final int MOST_FRUITLESS = 3;
    private static final String CANCELLED = "cancelled";

    private final AssociationPool pool;
    private final RemoteNode node;
    private final StoreOptions options;
    private final StoreListener listener;
    private final Turns turns = new Turns(task -> Thread.ofVirtual().name("dicom-store").start(task));
    private final CompletableFuture<ServiceResult<StoreReport>> result = new CompletableFuture<>();
    private final Deque<StorePlan> plans = new ArrayDeque<>();
    private final Deque<Attempt> queue = new ArrayDeque<>();
    private final Set<StoreWorker> sending = new HashSet<>();
    private final List<InstanceResult> notStored = new ArrayList<>();
    private @Nullable AssociateRj rejection;
    private boolean associated;
    private boolean freshNeeded;
    private boolean cancelled;
    /** Those that have an association and those that wait for one. */
    private int workers;
    private int fruitless;
    private int stored;

    /**
     * An instance to be sent, for the first time or again.
     *
     * @param begun whether the peer may have seen something of it
     */
    record Attempt(Instance instance, boolean again, boolean begun) {
        InstanceResult.NotSent notSent(String why) {
            return new InstanceResult.NotSent(instance, why, begun);
        }
    }

    StoreRun(AssociationPool pool, RemoteNode node, StoreOptions options, StoreListener listener) {
        this.pool = pool;
        this.node = node;
        this.options = options;
        this.listener = listener;
    }

    StoreRun start(List<Instance> instances) {
        turns.execute(() -> {
            plans.addAll(StorePlan.of(instances, node.preferred()));
            nextPlan();
        });
        return this;
    }

    @Override
    public CompletionStage<ServiceResult<StoreReport>> result() {
        return result;
    }

    @Override
    public void cancel() {
        turns.execute(() -> {
            cancelled = true;
            giveUp(CANCELLED);
            sending.forEach(StoreWorker::withdraw);
        });
    }

    private void nextPlan() {
        StorePlan plan = plans.peek();
        if (plan == null) {
            end();
            return;
        }
        plan.instances().forEach(instance -> queue.add(new Attempt(instance, false, false)));
        int count = Math.min(options.associations(), queue.size());
        for (int i = 0; i < count; i++) {
            associate(plan);
        }
    }

    private void end() {
        result.complete(rejection != null && !associated
                ? new ServiceResult.Rejected<>(rejection)
                : new ServiceResult.Completed<>(new StoreReport(stored, notStored)));
    }

    private void associate(StorePlan plan) {
        workers++;
        pool.acquire(new Wish(node, proposal(plan), freshNeeded)).whenCompleteAsync((offer, fault) -> {
            if (fault != null) {
                unreachable(String.valueOf(Faults.unwrap(fault).getMessage()));
                return;
            }
            switch (offer) {
                case Lease.Rejected rejected -> {
                    rejection = rejected.answer();
                    unreachable("association " + rejected.answer().describe());
                }
                case Lease.Lent lent -> {
                    associated = true;
                    var worker = new StoreWorker(this, lent.lease(), sender(lent.lease()), options);
                    sending.add(worker);
                    worker.fill();
                }
            }
        }, turns);
    }

    private InstanceSender sender(Lease lease) {
        return new InstanceSender(lease.association(), options, node.preferred());
    }

    private AssociationProposal proposal(StorePlan plan) {
        AssociationProposal.Builder builder = node.proposal();
        plan.contexts().forEach(context -> builder.context(context.sopClassUid(), context.transferSyntaxes()));
        return builder.build();
    }

    /** The others go on alone; without others there is no point in going on. */
    private void unreachable(String why) {
        workers--;
        if (workers == 0) {
            if (queue.isEmpty()) {
                planDone();
            } else {
                giveUp(why);
                planDone();
            }
        }
    }

    private void planDone() {
        plans.poll();
        nextPlan();
    }

    private void giveUp(String why) {
        for (Attempt attempt = queue.poll(); attempt != null; attempt = queue.poll()) {
            settle(attempt.notSent(why));
        }
        StorePlan current = plans.poll();
        plans.forEach(plan -> plan.instances()
                .forEach(instance -> settle(new InstanceResult.NotSent(instance, why))));
        plans.clear();
        if (current != null) {
            plans.add(current);
        }
    }

    Turns turns() {
        return turns;
    }

    /** The next to be sent, or null; one that is tried again only when nothing else is under way. */
    @Nullable
    Attempt take(boolean alone) {
        Attempt next = queue.peek();
        return next == null || (next.again() && !alone) ? null : queue.poll();
    }

    boolean hasMore() {
        return !queue.isEmpty();
    }

    void settle(InstanceResult settled) {
        if (settled instanceof InstanceResult.Stored) {
            stored++;
        } else {
            notStored.add(settled);
        }
        listener.onResult(settled);
    }

    /** It was taken back before it was sent. */
    void withdrawn(Attempt attempt) {
        settle(attempt.notSent(CANCELLED));
    }

    /** Its association broke. */
    void broken(Attempt attempt, InstanceResult.NotSent why, boolean blameless) {
        boolean begun = attempt.begun() || (why.begun() && !blameless);
        var next = new Attempt(attempt.instance(), !blameless, begun);
        if (attempt.again() || cancelled) {
            settle(next.notSent(why.why()));
        } else {
            queue.addLast(next);
        }
    }

    /**
     * A worker has ended.
     *
     * @param answers how many it got
     * @param stale whether its association was dead before it began
     */
    void ended(StoreWorker worker, int answers, boolean stale) {
        workers--;
        sending.remove(worker);
        fruitless = answers > 0 || stale ? 0 : fruitless + 1;
        freshNeeded = freshNeeded || stale;
        StorePlan plan = plans.peek();
        if (plan != null && !queue.isEmpty()) {
            if (fruitless < MOST_FRUITLESS) {
                associate(plan);
            } else if (workers == 0) {
                giveUp("the association broke again and again");
                planDone();
            }
        } else if (workers == 0) {
            planDone();
        }
    }
}
