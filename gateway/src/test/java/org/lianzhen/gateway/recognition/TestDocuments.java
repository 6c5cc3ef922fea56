package org.lianzhen.gateway.recognition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.version.DocumentStore;
import org.lianzhen.gateway.version.DocumentVersion;

/** Versions of a document without a database. */
public final class TestDocuments implements DocumentStore {
    public final List<AuditEvent> events = new ArrayList<>();
    private final List<DocumentVersion> versions = new ArrayList<>();

    @Override
    public CompletionStage<List<DocumentVersion>> versions(int limit) {
        return CompletableFuture.completedStage(versions.reversed().stream().limit(limit).toList());
    }

    @Override
    public CompletionStage<Optional<DocumentVersion>> add(int base, String author, String document, AuditEvent event) {
        if (base != versions.size()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        versions.add(new DocumentVersion(base + 1, author, Instant.parse("2026-06-30T00:00:00Z"), document));
        events.add(event);
        return CompletableFuture.completedStage(Optional.of(versions.getLast()));
    }
}
