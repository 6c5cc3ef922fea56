package org.lianzhen.gateway.audit;

import java.util.concurrent.CompletionStage;

/** Keeps events for years, in a chain that shows when one is missing or was changed. */
@FunctionalInterface
public interface AuditLog {

    /**
     * Adds an event. Never blocks.
     *
     * @return completed when the event is durable; exceptionally when it could not be kept, in which case what it speaks of
     *     must not happen
     */
    CompletionStage<Void> append(AuditEvent event);
}
