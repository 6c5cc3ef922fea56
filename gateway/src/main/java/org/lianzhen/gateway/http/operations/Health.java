package org.lianzhen.gateway.http.operations;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Looks whether what the gateway stands on is there. */
@FunctionalInterface
public interface Health {

    /** Looks now; completed within seconds, never exceptionally. */
    CompletionStage<List<Check>> checks();

    /**
     * What was seen of one thing.
     *
     * @param name such as {@code database}
     * @param detail what is wrong, or empty
     */
    record Check(String name, boolean up, String detail) {}
}
