package org.lianzhen.gateway.version;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * The version of a document that is in force. Lookups never wait: they see the version that was last loaded, or the one that comes
 * with the gateway.
 *
 * @param <T> what a document says
 */
public final class DocumentBook<T> {
    /** Documents may be large: an event loop shall not wait while one is read. */
    private static final Executor READING = work -> Thread.ofVirtual().name("documents").start(work);

    private final DocumentStore store;
    private final Reading<T> reading;
    private final AtomicReference<InForce<T>> inForce;

    /** Makes of a document what it says. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(String document) throws DocumentException;
    }

    /** A version, and what it says. */
    public record InForce<T>(DocumentVersion version, T content) {}

    /** @param standard the document that comes with the gateway, which can be read */
    public DocumentBook(DocumentStore store, Reading<T> reading, String standard) {
        this.store = store;
        this.reading = reading;
        try {
            this.inForce = new AtomicReference<>(
                    new InForce<>(new DocumentVersion(0, "", Instant.EPOCH, standard), reading.read(standard)));
        } catch (DocumentException e) {
            throw new IllegalStateException("a document that comes with the gateway", e);
        }
    }

    public InForce<T> inForce() {
        return inForce.get();
    }

    /** Puts the newest version that is kept in force. */
    public CompletionStage<Void> load() {
        return store.versions(1).thenComposeAsync(
                newest -> newest.isEmpty() ? CompletableFuture.completedStage(null) : put(newest.getFirst()), READING);
    }

    private CompletionStage<Void> put(DocumentVersion version) {
        return version.number() == inForce.get().version().number()
                ? CompletableFuture.completedStage(null)
                : read(version.document()).thenAccept(content -> put(new InForce<>(version, content)));
    }

    /** Never an older one than what is in force. */
    private void put(InForce<T> next) {
        inForce.updateAndGet(now -> now.version().number() > next.version().number() ? now : next);
    }

    /** Versions that were made, newest first. */
    public CompletionStage<List<DocumentVersion>> versions(int limit) {
        return store.versions(limit);
    }

    /**
     * What a document would say.
     *
     * @return exceptionally with {@link DocumentException} when it cannot be read
     */
    public CompletionStage<T> rehearse(String document) {
        return CompletableFuture.completedStage(document).thenComposeAsync(this::read, READING);
    }

    /**
     * Keeps a version and puts it in force.
     *
     * @param base number of the version that it was made from
     * @param event becomes durable with it
     * @return empty when it was not made from the newest; exceptionally with {@link DocumentException} when it cannot be read;
     *     nothing is kept in both cases
     */
    public CompletionStage<Optional<DocumentVersion>> replace(int base, String author, String document,
            AuditEvent event) {
        return rehearse(document).thenCompose(content -> store.add(base, author, document, event).thenApply(added -> {
            added.ifPresent(version -> put(new InForce<>(version, content)));
            return added;
        }));
    }

    private CompletionStage<T> read(String document) {
        try {
            return CompletableFuture.completedStage(reading.read(document));
        } catch (DocumentException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
