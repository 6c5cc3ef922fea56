package org.lianzhen.gateway.http.operations;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Looks whether what the gateway stands on is there. */
@FunctionalInterface
public interface Health {

    /** Looks now; completed within seconds, never exceptionally. */
    CompletionStage<List<Check>> checks();

    /** What people should see to, though everything is there; completed within seconds. */
    default CompletionStage<List<Warning>> warnings() {
        return CompletableFuture.completedStage(List.of());
    }

    /**
     * Something to see to.
     *
     * @param code that programs tell it by, such as {@code holidays-missing}
     * @param detail what it is about
     */
    record Warning(String code, String detail) {}

    /**
     * What was seen of one thing.
     *
     * @param name such as {@code database}
     * @param detail what is wrong, or empty
     */
    record Check(String name, boolean up, String detail) {}
}
