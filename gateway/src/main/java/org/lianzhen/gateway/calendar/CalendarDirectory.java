package org.lianzhen.gateway.calendar;

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

/** The calendar in force. Lookups never wait: they see the version that was last loaded, or the one that comes with the gateway. */
public final class CalendarDirectory {
    /** The arrangements of the State Council for the mainland. */
    private static final String DEFAULT = "mainland.yaml";
    private static final Executor READING = work -> Thread.ofVirtual().name("calendar").start(work);

    private final CalendarStore store;
    private final AtomicReference<InForce> inForce;

    /** A version, and what it says. */
    public record InForce(CalendarVersion version, WorkCalendar calendar) {}

    public CalendarDirectory(CalendarStore store) {
        this.store = store;
        this.inForce = new AtomicReference<>(standard());
    }

    /** What comes with the gateway. */
    static InForce standard() {
        try (InputStream file = Objects.requireNonNull(CalendarDirectory.class.getResourceAsStream(DEFAULT), DEFAULT)) {
            String document = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return new InForce(new CalendarVersion(0, "", Instant.EPOCH, document), CalendarReader.read(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CalendarException e) {
            throw new IllegalStateException("the calendar that comes with the gateway", e);
        }
    }

    public InForce inForce() {
        return inForce.get();
    }

    public WorkCalendar calendar() {
        return inForce.get().calendar();
    }

    /** Puts the newest version that is kept in force. */
    public CompletionStage<Void> load() {
        return store.versions(1).thenComposeAsync(
                newest -> newest.isEmpty() ? CompletableFuture.completedStage(null) : put(newest.getFirst()), READING);
    }

    private CompletionStage<Void> put(CalendarVersion version) {
        return version.number() == inForce.get().version().number()
                ? CompletableFuture.completedStage(null)
                : read(version.document()).thenAccept(calendar -> put(new InForce(version, calendar)));
    }

    /** Never an older one than what is in force. */
    private void put(InForce next) {
        inForce.updateAndGet(now -> now.version().number() > next.version().number() ? now : next);
    }

    /** Versions that were made, newest first. */
    public CompletionStage<List<CalendarVersion>> versions(int limit) {
        return store.versions(limit);
    }

    /**
     * Keeps a version and puts it in force.
     *
     * @param base number of the version that it was made from
     * @param event becomes durable with it
     * @return empty when it was not made from the newest; exceptionally with {@link CalendarException} when it cannot be read; nothing
     *     is kept in both cases
     */
    public CompletionStage<Optional<CalendarVersion>> replace(int base, String author, String document,
            AuditEvent event) {
        return CompletableFuture.completedStage(document).thenComposeAsync(CalendarDirectory::read, READING)
                .thenCompose(calendar -> store.add(base, author, document, event).thenApply(added -> {
                    added.ifPresent(version -> put(new InForce(version, calendar)));
                    return added;
                }));
    }

    private static CompletionStage<WorkCalendar> read(String document) {
        try {
            return CompletableFuture.completedStage(CalendarReader.read(document));
        } catch (CalendarException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
