package org.lianzhen.dicom.service;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.CGetRq;
import org.lianzhen.dicom.dimse.CMoveRq;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.dimse.SubOperations;

/**
 * A C-MOVE or C-GET under way: has the instances sent, tells the peer how far it is, and how it ended. Runs on the
 * association's event loop.
 */
final class RetrieveOperation implements Operation {
    /** Between two pending responses at most, so that the peer sees that a large instance is on its way. */
    private static final Duration BEAT = Duration.ofSeconds(10);

    private final IncomingRequest incoming;
    private final Operations operations;
    private final Executor loop;
    private RetrieveProgress progress = new RetrieveProgress(0);
    private Runnable stop = () -> {};
    private int outstanding;
    private boolean begun;
    private boolean cancelled;
    private boolean ended;
    private boolean pendingUnderWay;
    private boolean news;

    RetrieveOperation(IncomingRequest incoming, Operations operations) {
        this.incoming = incoming;
        this.operations = operations;
        this.loop = incoming.association().loop();
        operations.begin(incoming.request().messageId(), this);
    }

    /** The instances are known, or the request cannot be performed. */
    void begin(@Nullable List<Instance> instances, SubOperationRunner runner) {
        if (ended) {
            return;
        }
        begun = true;
        if (instances == null || instances.isEmpty() || cancelled) {
            finish();
            return;
        }
        progress = new RetrieveProgress(instances.size());
        outstanding = instances.size();
        stop = runner.start(instances, result -> loop.execute(() -> sent(result)));
        beat();
    }

    void fail(Throwable fault, Status otherwise) {
        if (end()) {
            incoming.answer(Faults.outcome(fault, otherwise));
        }
    }

    private void sent(InstanceResult result) {
        outstanding--;
        if (!(cancelled && result instanceof InstanceResult.NotSent)) {
            progress.count(result);
        }
        if (outstanding == 0) {
            finish();
        } else {
            tell();
        }
    }

    /** One pending response at a time: a slow peer gets fewer of them. */
    private void tell() {
        if (ended || cancelled) {
            return;
        }
        news = pendingUnderWay;
        if (!pendingUnderWay) {
            pendingUnderWay = true;
            incoming.answer(response(Outcome.of(Status.PENDING), progress.soFar(), false))
                    .whenCompleteAsync((sent, fault) -> told(), loop);
        }
    }

    private void told() {
        pendingUnderWay = false;
        if (news) {
            tell();
        }
    }

    private void beat() {
        CompletableFuture.delayedExecutor(BEAT.toMillis(), TimeUnit.MILLISECONDS, loop).execute(() -> {
            if (!ended) {
                tell();
                beat();
            }
        });
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (begun) {
            stop.run();
        }
    }

    @Override
    public void abandon() {
        end();
        stop.run();
    }

    private void finish() {
        if (!end()) {
            return;
        }
        Outcome outcome = progress.outcome(cancelled);
        DimseResponse last = response(outcome, progress.atEnd(cancelled), progress.hasFailures());
        if (progress.hasFailures()) {
            incoming.answer(last, progress.failedInstances());
        } else {
            incoming.answer(last);
        }
    }

    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        operations.end(incoming.request().messageId());
        return true;
    }

    private DimseResponse response(Outcome outcome, SubOperations counts, boolean hasDataSet) {
        return switch (incoming.request()) {
            case CMoveRq move -> move.respond(outcome, counts, hasDataSet);
            case CGetRq get -> get.respond(outcome, counts, hasDataSet);
            default -> throw new IllegalStateException("no retrieval: " + incoming.request().commandField());
        };
    }
}
