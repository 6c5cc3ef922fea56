package org.lianzhen.gateway.access;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** Counts what somebody tries, and says how long to wait after too many. What it knows is bounded: strangers choose the keys. */
public final class Attempts {
    private static final int MOST_KEYS = 20_000;

    private final ConcurrentMap<String, Count> counts = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    /**
     * How often, and until when it counts.
     *
     * @param until nanoseconds of the clock
     */
    private record Count(int attempts, long until) {}

    /** @param nanos a clock as {@link System#nanoTime()} */
    public Attempts(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * How much is too much.
     *
     * @param attempts that lead to waiting
     * @param counting how long attempts count after the first of them
     * @param waiting how long to wait after the last of them
     */
    public record Limit(int attempts, Duration counting, Duration waiting) {}

    /** Counts one. */
    public void add(String key, Limit limit) {
        long now = nanos.getAsLong();
        if (counts.size() >= MOST_KEYS && !counts.containsKey(key)) {
            makeRoom(now);
        }
        counts.compute(key, (same, old) -> old == null || old.until() - now <= 0
                ? counted(1, now + limit.counting().toNanos(), limit, now)
                : old.attempts() >= limit.attempts() ? old : counted(old.attempts() + 1, old.until(), limit, now));
    }

    private static Count counted(int attempts, long until, Limit limit, long now) {
        return new Count(attempts, attempts >= limit.attempts() ? now + limit.waiting().toNanos() : until);
    }

    /** What is left to wait; zero when there were fewer attempts than the limit. */
    public Duration left(String key, Limit limit) {
        Count count = counts.get(key);
        if (count == null || count.attempts() < limit.attempts()) {
            return Duration.ZERO;
        }
        long left = count.until() - nanos.getAsLong();
        return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }

    int size() {
        return counts.size();
    }

    /** When all still count, nobody's count is worth more than another's. */
    private void makeRoom(long now) {
        counts.values().removeIf(count -> count.until() - now <= 0);
        if (counts.size() >= MOST_KEYS) {
            counts.clear();
        }
    }
}
