package org.lianzhen.dicom.service;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.lianzhen.dicom.net.DicomClient;

/**
 * Lends associations, so that one is not made for every instance: at 30 ms round trip that costs six times the time. Ended ones
 * are never lent again; unused ones are released after a while.
 */
final class AssociationPool {
    private final DicomClient client;
    private final PoolOptions options;
    private final Turns turns = new Turns(task -> Thread.ofVirtual().name("dicom-pool").start(task));
    private final Map<RemoteNode, NodePool> nodes = new HashMap<>();
    private boolean sweeping;
    private boolean closed;

    AssociationPool(DicomClient client, PoolOptions options) {
        this.client = client;
        this.options = options;
    }

    /** Fails when the node cannot be reached, too many wait, or none becomes free in time. */
    CompletionStage<Lease.Offer> acquire(Wish wish) {
        var answer = new CompletableFuture<Lease.Offer>();
        turns.execute(() -> {
            if (closed) {
                answer.completeExceptionally(new RejectedExecutionException("the pool is closed"));
            } else {
                nodes.computeIfAbsent(wish.node(), node -> new NodePool(client, options, turns)).acquire(wish, answer);
                sweep();
            }
        });
        return answer;
    }

    /** Looks through the pools once in a while, as long as there are any. */
    private void sweep() {
        if (sweeping) {
            return;
        }
        sweeping = true;
        long interval = Math.max(options.idle().toMillis() / 4, 10);
        CompletableFuture.delayedExecutor(interval, TimeUnit.MILLISECONDS, turns).execute(() -> {
            sweeping = false;
            nodes.values().forEach(NodePool::releaseIdle);
            nodes.values().removeIf(NodePool::isEmpty);
            if (!nodes.isEmpty()) {
                sweep();
            }
        });
    }

    /** Releases what is unused at once, and what is lent when it comes back. */
    void close() {
        turns.execute(() -> {
            closed = true;
            nodes.values().forEach(NodePool::close);
        });
    }
}
