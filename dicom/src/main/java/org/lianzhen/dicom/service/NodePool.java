package org.lianzhen.dicom.service;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationFailedException;
import org.lianzhen.dicom.net.ConnectResult;
import org.lianzhen.dicom.net.DicomClient;

/**
 * The associations to one node. Everything but {@link #giveBack} is called in turn. Some nodes take fewer associations than are wanted,
 * down to one, and let the others wait without an answer: who waits for a new one is served by whatever becomes free meanwhile.
 */
final class NodePool {
    /** A node that has not answered for so long may wait for others to go. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final DicomClient client;
    private final PoolOptions options;
    private final Executor turns;
    private final Deque<PooledAssociation> idle = new ArrayDeque<>();
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private final Set<Waiter> connecting = new LinkedHashSet<>();
    private int open;
    private boolean closed;

    private record Waiter(Wish wish, CompletableFuture<Lease.Offer> answer, long since) {
        Waiter(Wish wish, CompletableFuture<Lease.Offer> answer) {
            this(wish, answer, System.nanoTime());
        }

        boolean canHave(PooledAssociation pooled) {
            return !wish.fresh() && wish.isCoveredBy(pooled.proposal());
        }

        boolean isSlow() {
            return System.nanoTime() - since >= SLOW.toNanos();
        }
    }

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
            connect(new Waiter(wish, answer));
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

    private void connect(Waiter waiter) {
        open++;
        connecting.add(waiter);
        CompletableFuture.delayedExecutor(SLOW.toNanos(), TimeUnit.NANOSECONDS, turns).execute(() -> {
            if (connecting.contains(waiter)) {
                releaseAllIdle();
            }
        });
        Wish wish = waiter.wish();
        var session = new UserSession();
        client.connect(wish.node().connection(), wish.proposal(), session).whenCompleteAsync((result, fault) -> {
            boolean wanted = connecting.remove(waiter);
            if (fault == null && result instanceof ConnectResult.Established(Association association)) {
                var pooled = new PooledAssociation(association, wish.proposal(), session);
                association.ended().whenCompleteAsync((end, broken) -> ended(pooled), turns);
                if (wanted) {
                    waiter.answer().complete(new Lease.Lent(new Lease(pooled, this, false)));
                } else {
                    takeBack(pooled);
                }
                return;
            }
            open--;
            if (fault != null) {
                waiter.answer().completeExceptionally(fault);
            } else if (result instanceof ConnectResult.Rejected rejected) {
                waiter.answer().complete(new Lease.Rejected(rejected.answer()));
            } else if (result instanceof ConnectResult.Failed failed) {
                waiter.answer().completeExceptionally(failure(failed));
            }
            serveWaiters();
        }, turns);
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
            connect(new Waiter(next.wish(), next.answer()));
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
        Optional<Waiter> next = Stream.concat(waiters.stream(), connecting.stream())
                .filter(waiter -> waiter.canHave(pooled)).findFirst();
        if (next.isPresent()) {
            waiters.remove(next.get());
            connecting.remove(next.get());
            next.get().answer().complete(new Lease.Lent(new Lease(pooled, this, true)));
            return;
        }
        boolean others = !waiters.isEmpty() || connecting.stream().anyMatch(Waiter::isSlow);
        if (closed || others || options.idle().isZero()) {
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
        releaseAllIdle();
    }

    private void releaseAllIdle() {
        idle.forEach(each -> each.association().release());
        idle.clear();
    }
}
