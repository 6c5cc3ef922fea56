package org.lianzhen.gateway.reading.queue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.lianzhen.gateway.audit.AuditEvent;

/** The reading rules in force. Lookups never wait: they see the version that was last loaded, or the one that comes with the gateway. */
public final class ReadingRuleBook {
    private static final String DEFAULT = "rules.yaml";
    private static final Executor READING = work -> Thread.ofVirtual().name("reading rules").start(work);

    private final ReadingRulesStore store;
    private final AtomicReference<InForce> inForce;

    /** A version, and what it says. */
    public record InForce(ReadingRulesVersion version, ReadingRules rules) {}

    public ReadingRuleBook(ReadingRulesStore store) {
        this.store = store;
        this.inForce = new AtomicReference<>(standard());
    }

    /** What comes with the gateway. */
    static InForce standard() {
        String document = usual();
        try {
            return new InForce(new ReadingRulesVersion(0, "", Instant.EPOCH, document),
                    ReadingRulesReader.read(document));
        } catch (ReadingRulesException e) {
            throw new IllegalStateException("the reading rules that come with the gateway", e);
        }
    }

    /** The document that comes with the gateway. */
    static String usual() {
        try (InputStream file = Objects.requireNonNull(ReadingRuleBook.class.getResourceAsStream(DEFAULT), DEFAULT)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InForce inForce() {
        return inForce.get();
    }

    /** Puts the newest version that is kept in force. */
    public CompletionStage<Void> load() {
        return store.versions(1).thenComposeAsync(
                newest -> newest.isEmpty() ? CompletableFuture.completedStage(null) : put(newest.getFirst()), READING);
    }

    private CompletionStage<Void> put(ReadingRulesVersion version) {
        return version.number() == inForce.get().version().number()
                ? CompletableFuture.completedStage(null)
                : read(version.document()).thenAccept(rules -> put(new InForce(version, rules)));
    }

    /** Never an older one than what is in force. */
    private void put(InForce next) {
        inForce.updateAndGet(now -> now.version().number() > next.version().number() ? now : next);
    }

    /** Versions that were made, newest first. */
    public CompletionStage<List<ReadingRulesVersion>> versions(int limit) {
        return store.versions(limit);
    }

    /**
     * Keeps a version and puts it in force. What waits already stays due as it was.
     *
     * @param base number of the version that it was made from
     * @param event becomes durable with it
     * @return empty when it was not made from the newest; exceptionally with {@link ReadingRulesException} when it cannot be read;
     *     nothing is kept in both cases
     */
    public CompletionStage<Optional<ReadingRulesVersion>> replace(int base, String author, String document,
            AuditEvent event) {
        return CompletableFuture.completedStage(document).thenComposeAsync(ReadingRuleBook::read, READING)
                .thenCompose(rules -> store.add(base, author, document, event).thenApply(added -> {
                    added.ifPresent(version -> put(new InForce(version, rules)));
                    return added;
                }));
    }

    private static CompletionStage<ReadingRules> read(String document) {
        try {
            return CompletableFuture.completedStage(ReadingRulesReader.read(document));
        } catch (ReadingRulesException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
