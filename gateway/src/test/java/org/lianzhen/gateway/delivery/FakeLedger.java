package org.lianzhen.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Plan;
import org.lianzhen.gateway.route.Routing;

/** A ledger in memory, which a test can put out of order. */
final class FakeLedger implements DeliveryLedger {
    final Queue<Arrived> arrivals = new ConcurrentLinkedQueue<>();
    final List<DeliveryLease> leased = new CopyOnWriteArrayList<>();
    final List<DeliveryLease> released = new CopyOnWriteArrayList<>();
    final List<Ending> endings = new CopyOnWriteArrayList<>();
    /** Answers so far, failures among them. */
    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger prepared = new AtomicInteger();
    final AtomicInteger settled = new AtomicInteger();
    /** How often somebody has looked whether there is anything more urgent, and has seen what there was then. */
    final AtomicInteger looked = new AtomicInteger();
    final AtomicInteger hastened = new AtomicInteger();
    /** Earlier studies that are to follow, queued one after another where a destination has a rule for that. */
    final Queue<Followed> following = new ConcurrentLinkedQueue<>();
    /** How often it was asked for them. */
    final AtomicInteger follows = new AtomicInteger();
    volatile CompletableFuture<Void> followsAfter = CompletableFuture.completedFuture(null);
    /** How often a lane has found nothing to do. */
    final AtomicInteger idle = new AtomicInteger();
    /** So many times outcomes cannot be written. */
    final AtomicInteger unwritable = new AtomicInteger();
    volatile boolean away;
    /** Of what is added; null for now. */
    volatile Instant untriedSince;
    /** Whether whoever writes next has lost its lease. */
    final AtomicBoolean losesLease = new AtomicBoolean();
    private volatile Runnable beforeLease = () -> {};
    private final List<Work> open = new ArrayList<>();
    private final Map<UUID, DeliveryLease> leases = new HashMap<>();
    private long epoch;
    private int number;

    private record Work(UUID study, String destination, Urgency priority, DeliveryTask task, long dueAt) {
        boolean isDue() {
            return System.nanoTime() - dueAt >= 0;
        }
    }

    /** Work of a study that is new. */
    synchronized UUID add(String destination, Urgency priority, int instances) {
        return add(UUID.randomUUID(), destination, priority, instances);
    }

    /** More work of a study. */
    synchronized UUID add(UUID study, String destination, Urgency priority, int instances) {
        for (int i = 0; i < instances; i++) {
            open.add(new Work(study, destination, priority, task(++number, priority), System.nanoTime()));
        }
        return study;
    }

    private DeliveryTask task(int number, Urgency priority) {
        return new DeliveryTask(new UUID(7, number),
                new KeptInstance("1.2", new SopReference(SopClass.CTImageStorage, "1.2." + number),
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(), "object-" + number, 0),
                priority, 0, untriedSince);
    }

    /** Something that happens once after the next lease was given and before who asked for it hears of it. */
    void afterNextLease(Runnable action) {
        beforeLease = action;
    }

    synchronized List<Integer> attempts() {
        return open.stream().map(work -> work.task().attempts()).toList();
    }

    private <T> CompletionStage<T> answer(Supplier<T> work) {
        try {
            return away ? CompletableFuture.failedStage(new IllegalStateException("the ledger is away"))
                    : CompletableFuture.completedStage(work.get());
        } finally {
            asked.incrementAndGet();
        }
    }

    @Override
    public CompletionStage<Integer> plan(int limit, int routesVersion, Function<Arrived, Plan> routing) {
        return answer(() -> {
            int taken = 0;
            for (Arrived next = arrivals.poll(); next != null; next = taken < limit ? arrivals.poll() : null) {
                taken++;
                routing.apply(next).deliveries().forEach(one -> add(one.destination(), one.priority(), 1));
            }
            return taken;
        });
    }

    @Override
    public CompletionStage<Optional<Followed>> follow(Function<String, Optional<Routing.Following>> rules) {
        follows.incrementAndGet();
        return followsAfter.thenApply(now -> {
            Optional<Followed> next = Optional.ofNullable(following.poll());
            next.filter(one -> rules.apply(one.destination()).isPresent())
                    .ifPresent(one -> add(one.destination(), one.priority(), one.instances()));
            return next;
        });
    }

    @Override
    public CompletionStage<Optional<DeliveryLease>> lease(String destination, Urgency least, String holder,
            Duration term) {
        CompletionStage<Optional<DeliveryLease>> answer = answer(() -> leased(destination, least));
        if (answer.toCompletableFuture().isCompletedExceptionally()) {
            return answer;
        }
        if (answer.toCompletableFuture().join().isEmpty()) {
            idle.incrementAndGet();
            return answer;
        }
        Runnable action = beforeLease;
        beforeLease = () -> {};
        action.run();
        return answer;
    }

    private synchronized Optional<DeliveryLease> leased(String destination, Urgency least) {
        List<Work> free = open.stream().filter(work -> work.destination().equals(destination) && work.isDue()
                && !leases.containsKey(work.study())).sorted(Comparator.comparing(Work::priority)).toList();
        Optional<DeliveryLease> found = free.stream().filter(work -> work.priority().compareTo(least) <= 0).findFirst()
                .map(work -> new DeliveryLease(work.study(), destination, ++epoch, work.priority(),
                        free.stream().filter(other -> !other.study().equals(work.study())).findFirst()
                                .map(Work::priority).orElse(null)));
        found.ifPresent(lease -> {
            leases.put(lease.study(), lease);
            leased.add(lease);
        });
        return found;
    }

    @Override
    public synchronized CompletionStage<Optional<Urgency>> waiting(String destination, Urgency than) {
        looked.incrementAndGet();
        return CompletableFuture.completedStage(open.stream().filter(work -> work.destination().equals(destination)
                && work.isDue() && !leases.containsKey(work.study())).map(Work::priority)
                .filter(priority -> priority.compareTo(than) < 0).min(Comparator.naturalOrder()));
    }

    @Override
    public synchronized CompletionStage<Void> hasten(String destination) {
        hastened.incrementAndGet();
        open.replaceAll(work -> !work.destination().equals(destination) || work.isDue() ? work
                : new Work(work.study(), destination, work.priority(), work.task(), System.nanoTime()));
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<List<DeliveryTask>> due(DeliveryLease lease, int limit) {
        return answer(() -> {
            synchronized (this) {
                return open.stream().filter(work -> work.study().equals(lease.study()) && work.isDue())
                        .map(Work::task).limit(limit).toList();
            }
        });
    }

    /** A person does not want what has not ended of a study. */
    synchronized void cancel(UUID study) {
        open.removeIf(work -> work.study().equals(study));
    }

    @Override
    public synchronized CompletionStage<Boolean> areWanted(Collection<UUID> tasks) {
        return CompletableFuture.completedStage(
                open.stream().map(work -> work.task().id()).toList().containsAll(tasks));
    }

    @Override
    public CompletionStage<Boolean> settle(DeliveryLease lease, List<Ending> ended, Duration term) {
        settled.incrementAndGet();
        if (!ended.isEmpty() && unwritable.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return CompletableFuture.failedStage(new IllegalStateException("nothing can be written"));
        }
        return answer(() -> {
            synchronized (this) {
                if (losesLease.getAndSet(false) || !lease.equals(leases.get(lease.study()))) {
                    return false;
                }
                ended.forEach(this::write);
                return true;
            }
        });
    }

    private void write(Ending ending) {
        endings.add(ending);
        Work work = open.stream().filter(one -> one.task().id().equals(ending.task())).findFirst().orElse(null);
        if (work == null) {
            return;
        }
        open.remove(work);
        if (ending instanceof Ending.Again again) {
            DeliveryTask tried = new DeliveryTask(work.task().id(), work.task().kept(), work.priority(),
                    work.task().attempts() + (again.counted() ? 1 : 0), again.counted() ? null
                            : Objects.requireNonNullElse(work.task().untriedSince(), Instant.now()));
            open.add(new Work(work.study(), work.destination(), work.priority(), tried,
                    System.nanoTime() + again.after().toNanos()));
        }
    }

    @Override
    public CompletionStage<Void> release(DeliveryLease lease) {
        return answer(() -> {
            synchronized (this) {
                leases.remove(lease.study(), lease);
                released.add(lease);
                return null;
            }
        });
    }

    @Override
    public CompletionStage<Void> prepare() {
        return answer(() -> {
            prepared.incrementAndGet();
            return null;
        });
    }
}
