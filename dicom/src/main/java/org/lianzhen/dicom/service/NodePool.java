package org.lianzhen.dicom.service;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationFailedException;
import org.lianzhen.dicom.net.ConnectResult;
import org.lianzhen.dicom.net.DicomClient;

/**
 * The associations to one node. Everything but {@link #giveBack} is called in turn.
 */
final class NodePool {
    private final DicomClient client;
    private final PoolOptions options;
    private final Executor turns;
    private final Deque<PooledAssociation> idle = new ArrayDeque<>();
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private int open;
    private boolean closed;

    private record Waiter(Wish wish, CompletableFuture<Lease.Offer> answer) {}

    NodePool(DicomClient client, PoolOptions options, Executor turns) {
        this.client = client;
        this.options = options;
        this.turns = turns;
    }

    boolean isEmpty() {
        return open == 0 && waiters.isEmpty();
    }

    void acquire(Wish wish, CompletableFuture<Lease.Offer> answer) {
        PooledAssociation found = wish.fresh() ? null : takeIdle(wish);
        if (found != null) {
            answer.complete(new Lease.Lent(new Lease(found, this, true)));
        } else if (open < options.mostPerNode()) {
            connect(wish, answer);
        } else if (waiters.size() >= options.mostWaiting()) {
            answer.completeExceptionally(
                    new RejectedExecutionException("too many wait for an association with " + wish.node().aeTitle()));
        } else {
            wait(new Waiter(wish, answer));
        }
    }

    private @Nullable PooledAssociation takeIdle(Wish wish) {
        for (Iterator<PooledAssociation> each = idle.descendingIterator(); each.hasNext();) {
            PooledAssociation candidate = each.next();
            if (candidate.association().isOpen() && wish.isCoveredBy(candidate.proposal())) {
                each.remove();
                return candidate;
            }
        }
        return null;
    }

    private void wait(Waiter waiter) {
        waiters.add(waiter);
        Duration longest = options.longestWait();
        CompletableFuture.delayedExecutor(longest.toNanos(), TimeUnit.NANOSECONDS, turns).execute(() -> {
            if (waiters.remove(waiter)) {
                waiter.answer().completeExceptionally(new TimeoutException(
                        "no association with " + waiter.wish().node().aeTitle() + " became free in time"));
            }
        });
        PooledAssociation useless = idle.poll();
        if (useless != null) {
            useless.association().release();
        }
    }

    private void connect(Wish wish, CompletableFuture<Lease.Offer> answer) {
        open++;
        var session = new UserSession();
        client.connect(wish.node().connection(), wish.proposal(), session).whenCompleteAsync((result, fault) -> {
            if (fault != null) {
                open--;
                answer.completeExceptionally(fault);
                serveWaiters();
            } else {
                connected(result, wish, session, answer);
            }
        }, turns);
    }

    private void connected(ConnectResult result, Wish wish, UserSession session,
            CompletableFuture<Lease.Offer> answer) {
        switch (result) {
            case ConnectResult.Established(Association association) -> {
                var pooled = new PooledAssociation(association, wish.proposal(), session);
                association.ended().whenCompleteAsync((end, fault) -> ended(pooled), turns);
                answer.complete(new Lease.Lent(new Lease(pooled, this, false)));
            }
            case ConnectResult.Rejected rejected -> {
                open--;
                answer.complete(new Lease.Rejected(rejected.answer()));
                serveWaiters();
            }
            case ConnectResult.Failed failed -> {
                open--;
                answer.completeExceptionally(failure(failed));
                serveWaiters();
            }
        }
    }

    private static RuntimeException failure(ConnectResult.Failed failed) {
        try {
            failed.orThrow();
            return new IllegalStateException(failed.inWords());
        } catch (AssociationFailedException e) {
            return e;
        }
    }

    private void ended(PooledAssociation pooled) {
        open--;
        idle.remove(pooled);
        serveWaiters();
    }

    private void serveWaiters() {
        while (open < options.mostPerNode() && !waiters.isEmpty()) {
            Waiter next = waiters.remove();
            connect(next.wish(), next.answer());
        }
    }

    /** From any thread. */
    void giveBack(PooledAssociation pooled) {
        turns.execute(() -> takeBack(pooled));
    }

    private void takeBack(PooledAssociation pooled) {
        if (!pooled.association().isOpen()) {
            return;
        }
        for (Waiter waiter : waiters) {
            if (!waiter.wish().fresh() && waiter.wish().isCoveredBy(pooled.proposal())) {
                waiters.remove(waiter);
                waiter.answer().complete(new Lease.Lent(new Lease(pooled, this, true)));
                return;
            }
        }
        if (closed || !waiters.isEmpty() || options.idle().isZero()) {
            pooled.association().release();
        } else {
            pooled.park(System.nanoTime());
            idle.add(pooled);
        }
    }

    void releaseIdle() {
        long now = System.nanoTime();
        while (!idle.isEmpty() && idle.peek().isIdleLongerThan(options.idle().toNanos(), now)) {
            idle.remove().association().release();
        }
    }

    void close() {
        closed = true;
        List.copyOf(waiters).forEach(waiter -> waiter.answer()
                .completeExceptionally(new RejectedExecutionException("the pool is closed")));
        waiters.clear();
        idle.forEach(each -> each.association().release());
        idle.clear();
    }
}
