package org.lianzhen.gateway.delivery.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.SopReference;

/** One study that every lease is about, in memory. */
final class FakeProofLedger implements ProofLedger {
    final List<Question.Claim> claims = new CopyOnWriteArrayList<>();
    final List<Question.Inquiry> inquiries = new CopyOnWriteArrayList<>();
    final List<Finding> findings = new CopyOnWriteArrayList<>();
    final Queue<ProofLease> due = new ConcurrentLinkedQueue<>();
    volatile int undelivered;
    volatile Question.Doubts doubts = Question.Doubts.NONE;
    volatile boolean away;
    /** How often it was asked for work, by destination; it answers when {@link #gate} lets it. */
    final Map<String, Integer> looks = new ConcurrentHashMap<>();
    volatile Consumer<String> gate = destination -> {};
    /** Questions that it could not answer. */
    final AtomicInteger unanswered = new AtomicInteger();
    volatile boolean lost;
    volatile Instant askedAt = Instant.now();

    /** Instances 1.1, 1.2, ... of a series. */
    void claim(String series, int from, int to) {
        IntStream.rangeClosed(from, to).mapToObj(i -> new Question.Claim(series, new SopReference("1.2", "1." + i)))
                .forEach(claims::add);
    }

    static ProofLease lease(String destination, int attempts, int rounds) {
        return new ProofLease(UUID.randomUUID(), "1.2.3", destination, 1, new ProofLease.Tried(attempts, rounds));
    }

    private synchronized <T> CompletionStage<T> answer(Supplier<T> answer) {
        if (away) {
            unanswered.incrementAndGet();
            return CompletableFuture.failedStage(new IllegalStateException("the ledger is away"));
        }
        return CompletableFuture.completedStage(answer.get());
    }

    @Override
    public CompletionStage<Optional<ProofLease>> take(String destination, String holder, Duration term) {
        gate.accept(destination);
        looks.merge(destination, 1, Integer::sum);
        return answer(() -> {
            Optional<ProofLease> next = due.stream().filter(one -> one.destination().equals(destination)).findFirst();
            next.ifPresent(due::remove);
            return next;
        });
    }

    @Override
    public CompletionStage<Question> read(ProofLease lease) {
        return answer(() -> new Question(claims, undelivered, doubts, inquiries));
    }

    @Override
    public CompletionStage<Boolean> asking(ProofLease lease, Request request, Duration term) {
        return answer(() -> {
            inquiries.removeIf(one -> !one.counts());
            return !lost
                    && inquiries.add(new Question.Inquiry(request.transactionUid(), Set.copyOf(request.instances()),
                            askedAt, false, Optional.empty()));
        });
    }

    @Override
    public CompletionStage<Void> taken(String transactionUid) {
        return answer(() -> {
            replace(transactionUid, true, Optional.empty());
            return null;
        });
    }

    private void replace(String transactionUid, boolean taken, Optional<Question.Answer> answer) {
        inquiries.replaceAll(one -> one.transactionUid().equals(transactionUid)
                ? new Question.Inquiry(transactionUid, one.instances(), one.askedAt(), taken, answer)
                : one);
    }

    @Override
    public CompletionStage<Boolean> extend(ProofLease lease, Duration term) {
        return answer(() -> !lost);
    }

    @Override
    public CompletionStage<Boolean> settle(ProofLease lease, Finding finding) {
        return answer(() -> !lost && findings.add(finding));
    }

    @Override
    public CompletionStage<Boolean> reported(String unit, CommitmentResult result) {
        return answer(() -> {
            Map<String, Integer> failed = new HashMap<>();
            result.failed().forEach(one -> failed.put(one.instance().sopInstanceUid(), one.reason()));
            replace(result.transactionUid(), true, Optional.of(new Question.Answer(new HashSet<>(
                    new ArrayList<>(result.committed().stream().map(SopReference::sopInstanceUid).toList())),
                    failed)));
            return true;
        });
    }
}
