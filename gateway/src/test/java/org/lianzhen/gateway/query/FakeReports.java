package org.lianzhen.gateway.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Reports in memory, due as soon as they are to be tried again; notes the delays. */
public final class FakeReports implements CommitmentReports {
    final Map<UUID, Owed> due = new ConcurrentHashMap<>();
    final Map<UUID, String> settled = new ConcurrentHashMap<>();
    final List<Duration> delays = new CopyOnWriteArrayList<>();
    /** How often it throws instead of answering. */
    final AtomicInteger thrown = new AtomicInteger();
    @Nullable
    volatile RuntimeException fault;

    @Override
    public CompletionStage<Owed> keep(CommitmentReport report, Duration lease) {
        if (fault != null) {
            return CompletableFuture.failedStage(fault);
        }
        var owed = new Owed(UUID.randomUUID(), 1, report);
        taken.put(owed.id(), owed);
        return CompletableFuture.completedStage(owed);
    }

    private final Map<UUID, Owed> taken = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<List<Owed>> take(Set<String> busy, int most, Duration lease) {
        if (thrown.getAndDecrement() > 0) {
            throw new IllegalStateException("out of order");
        }
        if (fault != null) {
            return CompletableFuture.failedStage(fault);
        }
        Set<String> left = new HashSet<>(busy);
        List<Owed> mine = new ArrayList<>();
        for (Owed each : List.copyOf(due.values())) {
            if (mine.size() < most && left.add(each.report().requester().aeTitle())) {
                due.remove(each.id());
                taken.put(each.id(), new Owed(each.id(), each.attempt() + 1, each.report()));
                mine.add(taken.get(each.id()));
            }
        }
        return CompletableFuture.completedStage(mine);
    }

    @Override
    public CompletionStage<Void> delivered(UUID id) {
        settled.put(id, "DELIVERED");
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> retryAfter(UUID id, Duration delay, String why) {
        delays.add(delay);
        due.put(id, taken.get(id));
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> failed(UUID id, String why) {
        settled.put(id, "FAILED " + why);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<List<Progress>> list(State state, int most) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public CompletionStage<Void> forget(Duration settledFor) {
        return CompletableFuture.completedStage(null);
    }
}
