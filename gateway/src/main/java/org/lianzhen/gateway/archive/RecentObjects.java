package org.lianzhen.gateway.archive;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Objects that were stored a moment ago, by their keys, so that who sends them on at once need not read back what was written past the
 * page cache. Only memory that no object under way needs is used. Waits for nothing, and may be used from any thread.
 */
final class RecentObjects {
    private static final long MOST_BYTES = 32L * 1024 * 1024;
    private static final long LIFE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final MemoryBudget budget;
    private final Map<String, RecentObject> objects = new ConcurrentHashMap<>();
    /** Their keys, the oldest first. */
    private final Queue<String> order = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean swept = new AtomicBoolean();
    private volatile boolean closed;

    RecentObjects(MemoryBudget budget) {
        this.budget = budget;
    }

    /**
     * Takes a hold of an object that is being written, if there is any sense in it.
     *
     * @param chunks all of its bytes; they stay the caller's
     */
    @Nullable
    RecentObject hold(List<ByteBuf> chunks) {
        return closed || budget.spare() == 0 ? null : new RecentObject(chunks);
    }

    /**
     * Keeps an object that is durable now. Those that wait to be sent stay, because they were here first and are sent first.
     *
     * @param object ownership passes
     */
    void add(String key, RecentObject object) {
        if (closed || !makeRoom(object.cost())) {
            object.release();
            return;
        }
        bytes.addAndGet(object.cost());
        objects.put(key, object);
        order.add(key);
        yieldMemory();
        sweepLater();
    }

    /** The caller's own hold of an object, if it is here. */
    @Nullable
    RecentObject get(String key) {
        RecentObject found = objects.computeIfPresent(key, (same, object) -> {
            object.retain();
            return object;
        });
        if (found != null) {
            found.sent();
        }
        return found;
    }

    /** Gives back at once what objects under way need. */
    void yieldMemory() {
        while (bytes.get() > room()) {
            if (!drop(order.poll())) {
                return;
            }
        }
    }

    private long room() {
        return closed ? 0 : Math.min(MOST_BYTES, budget.spare());
    }

    private boolean makeRoom(long cost) {
        while (bytes.get() + cost > room()) {
            String oldest = order.peek();
            if (oldest == null || !isSpent(oldest)) {
                return false;
            }
            if (order.remove(oldest)) {
                drop(oldest);
            }
        }
        return true;
    }

    private boolean isSpent(String key) {
        RecentObject object = objects.get(key);
        return object == null || object.isSent() || object.isOlderThan(LIFE_NANOS);
    }

    /** @return whether there was a key */
    private boolean drop(@Nullable String key) {
        RecentObject gone = key == null ? null : objects.remove(key);
        if (gone != null) {
            bytes.addAndGet(-gone.cost());
            gone.release();
        }
        return key != null;
    }

    /** What nobody sends is not kept until something else comes. */
    private void sweepLater() {
        if (!swept.getAndSet(true)) {
            CompletableFuture.delayedExecutor(LIFE_NANOS, TimeUnit.NANOSECONDS).execute(this::sweep);
        }
    }

    private void sweep() {
        swept.set(false);
        String oldest = order.peek();
        while (oldest != null && isOld(oldest)) {
            if (order.remove(oldest)) {
                drop(oldest);
            }
            oldest = order.peek();
        }
        if (oldest != null) {
            sweepLater();
        }
    }

    private boolean isOld(String key) {
        RecentObject object = objects.get(key);
        return object == null || object.isOlderThan(LIFE_NANOS);
    }

    /** Bytes of memory in use. */
    long bytes() {
        return bytes.get();
    }

    /** Lets go of everything, and keeps nothing any more. */
    void close() {
        closed = true;
        yieldMemory();
    }
}
