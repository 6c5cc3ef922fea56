package org.lianzhen.gateway.version;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps every version of one document. */
public interface DocumentStore {
    /** Versions, newest first. */
    CompletionStage<List<DocumentVersion>> versions(int limit);

    /**
     * Adds a version after its base.
     *
     * @param event becomes durable with it, or neither does
     * @return empty, with nothing kept, when its base is not the newest
     */
    CompletionStage<Optional<DocumentVersion>> add(int base, String author, String document, AuditEvent event);
}
