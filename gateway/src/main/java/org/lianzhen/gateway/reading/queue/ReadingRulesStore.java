package org.lianzhen.gateway.reading.queue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps every version of the reading rules. */
public interface ReadingRulesStore {
    /** Versions, newest first. */
    CompletionStage<List<ReadingRulesVersion>> versions(int limit);

    /**
     * Adds a version after its base.
     *
     * @param event becomes durable with it, or neither does
     * @return empty, with nothing kept, when its base is not the newest
     */
    CompletionStage<Optional<ReadingRulesVersion>> add(int base, String author, String document, AuditEvent event);
}
