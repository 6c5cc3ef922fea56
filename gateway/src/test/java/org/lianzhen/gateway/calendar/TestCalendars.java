package org.lianzhen.gateway.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps versions of the calendar in memory. */
public final class TestCalendars implements CalendarStore {
    public final List<CalendarVersion> kept = new ArrayList<>();
    public final List<AuditEvent> events = new ArrayList<>();

    @Override
    public synchronized CompletionStage<List<CalendarVersion>> versions(int limit) {
        return CompletableFuture.completedStage(kept.reversed().stream().limit(limit).toList());
    }

    @Override
    public synchronized CompletionStage<Optional<CalendarVersion>> add(int base, String author, String document,
            AuditEvent event) {
        if (base != kept.size()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        kept.add(new CalendarVersion(base + 1, author, Instant.parse("2026-06-01T00:00:00Z"), document));
        events.add(event);
        return CompletableFuture.completedStage(Optional.of(kept.getLast()));
    }
}
