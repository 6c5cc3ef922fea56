package org.lianzhen.dicom.net;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/** A request of ours on its way to the final response. Times are those of {@link System#nanoTime()}. */
final class InvokedOperation {
    private final Invocation invocation;
    private final ResponseListener listener;
    private final CompletableFuture<Void> sent = new CompletableFuture<>();
    private final long responseNanos;
    private final long totalNanos;
    private final MinimumProgress progress;
    private @Nullable Outgoing outgoing;
    private boolean waiting;
    private long responseDue;
    private long totalDue;

    InvokedOperation(Invocation invocation, ResponseListener listener, Timeouts timeouts) {
        this.invocation = invocation;
        this.listener = listener;
        this.responseNanos = nanos(invocation.responseDeadline(), timeouts.of(Deadline.RESPONSE));
        this.totalNanos = nanos(invocation.totalDeadline(), timeouts.of(Deadline.TOTAL));
        this.progress = timeouts.progress();
    }

    private static long nanos(@Nullable Duration chosen, Duration otherwise) {
        return (chosen == null ? otherwise : chosen).toNanos();
    }

    int messageId() {
        return invocation.request().messageId();
    }

    Invocation invocation() {
        return invocation;
    }

    ResponseListener listener() {
        return listener;
    }

    /** Completed when the request was handed to the operating system. */
    CompletableFuture<Void> sent() {
        return sent;
    }

    /** The request has left, with so many bytes: the peer's time runs. */
    void requestSent(long now, long bytes) {
        waiting = true;
        totalDue = now + totalNanos;
        responseDue = now + responseNanos + progress.underWay(bytes).toNanos();
    }

    /** A pending response came, or we held reading: the time to the next response starts again. */
    void restart(long now) {
        responseDue = Math.max(responseDue - now, responseNanos) + now;
    }

    /** Which deadline has passed, or null. */
    @Nullable
    Deadline missed(long now) {
        if (waiting && totalNanos > 0 && now - totalDue >= 0) {
            return Deadline.TOTAL;
        }
        return waiting && responseNanos > 0 && now - responseDue >= 0 ? Deadline.RESPONSE : null;
    }

    /** Nanoseconds from now to the next deadline; {@link Long#MAX_VALUE} where none is set. */
    long remaining(long now) {
        long response = waiting && responseNanos > 0 ? responseDue - now : Long.MAX_VALUE;
        long total = waiting && totalNanos > 0 ? totalDue - now : Long.MAX_VALUE;
        return Math.min(response, total);
    }

    /** Takes the request to be sent, once; whoever sends it closes its data set. */
    Outgoing toSend() {
        outgoing = new Outgoing(invocation.contextId(), invocation.request(), invocation.dataSet(), sent);
        return outgoing;
    }

    /** Whether nothing of the request has left, nor will any more. */
    boolean isTakenFrom(Outbox outbox) {
        return outgoing == null || outbox.remove(outgoing);
    }

    /** No final response will come. */
    void fail(Throwable cause) {
        if (outgoing == null && invocation.dataSet() != null) {
            invocation.dataSet().close();
        }
        sent.completeExceptionally(cause);
        listener.onFailed(cause);
    }
}
