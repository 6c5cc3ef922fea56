package org.lianzhen.gateway.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Faults that are in what a client sent, and are said to it. */
public final class Explained {
    private Explained() {}

    /**
     * The same work, whose known faults are problems.
     *
     * @param problems of a fault; null for one that is not the client's
     */
    public static <T> CompletionStage<T> by(CompletionStage<T> work, Function<Throwable, @Nullable Problem> problems) {
        return work.exceptionallyCompose(fault -> {
            Throwable cause = fault instanceof CompletionException wrapped && wrapped.getCause() != null
                    ? wrapped.getCause()
                    : fault;
            Problem problem = problems.apply(cause);
            return CompletableFuture.failedStage(problem == null ? fault : new ProblemException(problem));
        });
    }
}
