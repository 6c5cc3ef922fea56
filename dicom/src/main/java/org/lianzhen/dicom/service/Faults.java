package org.lianzhen.dicom.service;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.net.AssociationEndedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what handlers throw into what peers are told. */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private Faults() {}

    /** The cause behind what stages wrap around it. */
    static Throwable unwrap(Throwable fault) {
        Throwable cause = fault.getCause();
        return fault instanceof CompletionException && cause != null ? unwrap(cause) : fault;
    }

    /** What to answer; {@code otherwise} where the fault carries no status of its own. Such faults are ours and are logged. */
    static Outcome outcome(Throwable fault, Status otherwise) {
        return switch (unwrap(fault)) {
            case DimseException refusal -> refusal.outcome();
            case DataSetException unreadable -> Outcome.of(otherwise, comment(unreadable));
            case AssociationEndedException gone -> Outcome.of(otherwise, gone.end().inWords());
            case TimeoutException late -> logged(late, Outcome.of(otherwise, "no answer in time"));
            case Throwable ours -> logged(ours, Outcome.of(otherwise));
        };
    }

    private static String comment(DataSetException unreadable) {
        String message = unreadable.getMessage();
        return message == null ? "unreadable data set" : message;
    }

    private static Outcome logged(Throwable fault, Outcome outcome) {
        LOG.error("a service failed and answers {}", outcome.status(), fault);
        return outcome;
    }

    /** Calls a handler; what it throws becomes a failed stage, and so does an answer that takes too long. */
    static <T> CompletionStage<T> call(Supplier<CompletionStage<T>> handler, Duration limit) {
        return within(call(handler), limit);
    }

    /** Calls a handler; what it throws becomes a failed stage. */
    static <T> CompletionStage<T> call(Supplier<CompletionStage<T>> handler) {
        try {
            return handler.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** The same stage, failing with a {@link TimeoutException} when it takes too long. */
    static <T> CompletionStage<T> within(CompletionStage<T> stage, Duration limit) {
        var answer = stage.toCompletableFuture();
        return answer.isDone() ? answer : answer.copy().orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
