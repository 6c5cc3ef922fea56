package org.lianzhen.gateway.query;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.service.CommitmentReporter;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.NodeDirectory;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.gateway.query.CommitmentReports.Owed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the results of storage commitments to who asked, after growing delays when they cannot be reached, until they have
 * confirmed them or the attempts are used up. One report at a time goes to each requester, so one that is away or hangs keeps
 * no other waiting. What an earlier run or another program left behind is gone on with.
 */
public final class CommitmentDelivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommitmentDelivery.class);
    private static final int MOST_AT_ONCE = 32;
    private static final Duration RECORDS_LIMIT = Duration.ofSeconds(30);
    private static final Duration SETTLED_KEPT = Duration.ofDays(30);

    private final CommitmentReports reports;
    private final NodeDirectory directory;
    private final Courier courier;
    private final CommitmentSchedule schedule;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("commitment-reports").factory());

    /** Sends a result to a node on a new association. */
    @FunctionalInterface
    public interface Courier {
        CompletionStage<ServiceResult<Outcome>> report(RemoteNode node, CommitmentResult result);
    }

    /** @param directory knows where requesters listen */
    public CommitmentDelivery(CommitmentReports reports, NodeDirectory directory, Courier courier,
            CommitmentSchedule schedule) {
        this.reports = reports;
        this.directory = directory;
        this.courier = courier;
        this.schedule = schedule;
    }

    /** From now on looks for reports that are due. */
    public void start() {
        looking.scheduleWithFixedDelay(surviving(this::look), 0, schedule.look().toMillis(), TimeUnit.MILLISECONDS);
        looking.scheduleWithFixedDelay(surviving(() -> await(reports.forget(SETTLED_KEPT))), 1, 24, TimeUnit.HOURS);
    }

    /** What is done again and again must not end with the first fault. */
    private static Runnable surviving(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("Looking after results of storage commitments failed and goes on", e);
            }
        };
    }

    /** Keeps a report, and brings it through {@code reporter} as soon as that can; completed when it is kept. */
    CompletionStage<Void> bring(CommitmentReport report, CommitmentReporter reporter) {
        return reports.keep(report, schedule.lease())
                .thenAccept(owed -> attempt(owed, () -> reporter.report(report.result())));
    }

    private void look() {
        int free = MOST_AT_ONCE - busy.size();
        if (free > 0) {
            await(reports.take(Set.copyOf(busy), free, schedule.lease())).ifPresent(due -> due.forEach(this::again));
        }
    }

    /** The records may be away for a while: the next look asks again. */
    private static <T> Optional<T> await(CompletionStage<T> answer) {
        try {
            return Optional.ofNullable(answer.toCompletableFuture().copy()
                    .orTimeout(RECORDS_LIMIT.toMillis(), TimeUnit.MILLISECONDS).join());
        } catch (CompletionException e) {
            LOG.debug("The records of storage commitments do not answer", e);
            return Optional.empty();
        }
    }

    private void again(Owed owed) {
        String requester = owed.report().requester().aeTitle();
        busy.add(requester);
        attempt(owed, () -> call(owed.report())).whenComplete((settled, fault) -> {
            busy.remove(requester);
            if (!looking.isShutdown()) {
                looking.execute(surviving(this::look));
            }
        });
    }

    private CompletionStage<ServiceResult<Outcome>> call(CommitmentReport report) {
        CommitmentReport.Requester requester = report.requester();
        return directory.node(requester.aeTitle()).thenCompose(found -> {
            RemoteNode node = found.orElseThrow(
                    () -> new NoSuchElementException("no node of this AE title is known that can be called"));
            return courier.report(new RemoteNode(node.aeTitle(), requester.calledAeTitle(), node.connection(),
                    node.identity()), report.result());
        });
    }

    private CompletionStage<Void> attempt(Owed owed, Supplier<CompletionStage<ServiceResult<Outcome>>> sending) {
        return CompletableFuture.completedFuture(sending).thenCompose(Supplier::get)
                .orTimeout(schedule.attempt().toMillis(), TimeUnit.MILLISECONDS)
                .handle((result, fault) -> fault == null ? complaint(result) : Optional.of(inWords(fault)))
                .thenCompose(complaint -> complaint.isEmpty() ? delivered(owed) : undelivered(owed, complaint.get()))
                .whenComplete((settled, fault) -> {
                    if (fault != null) {
                        LOG.debug("What became of a storage commitment result could not be noted", fault);
                    }
                });
    }

    /** Of a refusal only the status: what nodes say besides may name a patient. */
    private static Optional<String> complaint(ServiceResult<Outcome> result) {
        return switch (result) {
            case ServiceResult.Completed<Outcome> done -> Optional.empty();
            case ServiceResult.Failed<Outcome> failed -> Optional.of(failed.outcome().status().toString());
            case ServiceResult<Outcome> other -> Optional.of(other.inWords());
        };
    }

    private String inWords(Throwable fault) {
        Throwable cause = fault instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause() : fault;
        return cause instanceof TimeoutException && cause.getMessage() == null
                ? "no confirmation within " + schedule.attempt().toSeconds() + " s"
                : String.valueOf(cause.getMessage());
    }

    private CompletionStage<Void> delivered(Owed owed) {
        if (owed.attempt() > 1) {
            LOG.info("The storage commitment result {} reached {} at attempt {}", transactionUid(owed), peer(owed),
                    owed.attempt());
        }
        return reports.delivered(owed.id());
    }

    private CompletionStage<Void> undelivered(Owed owed, String why) {
        if (owed.attempt() >= schedule.attempts()) {
            LOG.error("The storage commitment result {} never reached {}, after {} attempts: {}", transactionUid(owed),
                    peer(owed), owed.attempt(), why);
            return reports.failed(owed.id(), why);
        }
        Duration delay = schedule.delayAfter(owed.attempt());
        if (owed.attempt() == 1) {
            LOG.warn("The storage commitment result {} could not be brought to {} and will be tried again: {}",
                    transactionUid(owed), peer(owed), why);
        }
        return reports.retryAfter(owed.id(), delay, why);
    }

    private static String transactionUid(Owed owed) {
        return owed.report().result().transactionUid();
    }

    private static String peer(Owed owed) {
        return owed.report().requester().aeTitle();
    }

    /** Attempts that are under way are gone on with by the next run, when their lease has passed. */
    @Override
    public void close() {
        looking.shutdownNow();
    }
}
