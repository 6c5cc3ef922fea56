package org.lianzhen.gateway.delivery;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.lianzhen.gateway.member.Urgency;

/**
 * What is due of a leased study, some tasks at a time. While a study comes in image by image, a few images are waited for under one
 * lease, because a lease costs the records more than an image; whoever waits for the destination besides is not kept waiting.
 */
final class Supply {
    private final DeliveryLease lease;
    private final Lane.Tools tools;
    private final Outcomes outcomes;
    private final long until;
    private long rings;
    /** All that was due at the last look was handed out. */
    private boolean drained;

    Supply(DeliveryLease lease, Lane.Tools tools, Outcomes outcomes) {
        this.lease = lease;
        this.tools = tools;
        this.outcomes = outcomes;
        this.until = System.nanoTime() + (mayWait() ? tools.pace().flush().toNanos() : 0);
    }

    /** Nobody else begins anything while an emergency is being sent. */
    private boolean mayWait() {
        return lease.next() == null && lease.priority() != Urgency.EMERGENCY;
    }

    /**
     * The most urgent. Those that have ended are due no more, whatever the records say yet.
     *
     * @param most tasks
     * @return empty when there are no more for now
     */
    List<DeliveryTask> next(int most) throws InterruptedException {
        if (drained && !hasRung()) {
            return List.of();
        }
        rings = tools.bell().rings();
        Set<UUID> ended = outcomes.waiting();
        int limit = most + ended.size();
        List<DeliveryTask> all = Lane.await(tools.ledger().due(lease, limit));
        List<DeliveryTask> due = all.stream().filter(task -> !ended.contains(task.id())).toList();
        List<DeliveryTask> first = due.stream().takeWhile(task -> task.priority() == due.getFirst().priority())
                .toList();
        drained = all.size() < limit && first.size() == due.size();
        return first;
    }

    private boolean hasRung() throws InterruptedException {
        tools.bell().await(rings, until - System.nanoTime());
        return tools.bell().rings() != rings;
    }
}
