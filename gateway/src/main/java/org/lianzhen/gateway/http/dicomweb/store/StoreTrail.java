package org.lianzhen.gateway.http.dicomweb.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.intake.Uploaded.Kept;

/** Writes down what a request has stored: an event for each study, and one for all that was refused. */
final class StoreTrail {
    private static final int AT_ONCE = 100;

    private final AuditLog audit;
    private final AuditEvent.Actor actor;
    private final @Nullable String study;

    /** @param study that the request was sent to; null when it was sent to none */
    StoreTrail(AuditLog audit, AuditEvent.Actor actor, @Nullable String study) {
        this.audit = audit;
        this.actor = actor;
        this.study = study;
    }

    AuditEvent.Actor actor() {
        return actor;
    }

    /** @return completed when the events are durable */
    CompletionStage<Void> write(StoreOutcome outcome) {
        return write(events(outcome));
    }

    private CompletionStage<Void> write(List<AuditEvent> events) {
        List<AuditEvent> first = events.subList(0, Math.min(AT_ONCE, events.size()));
        CompletableFuture<Void> written = CompletableFuture.allOf(first.stream()
                .map(event -> audit.append(event).toCompletableFuture()).toArray(CompletableFuture<?>[]::new));
        return events.size() == first.size() ? written
                : written.thenCompose(done -> write(events.subList(AT_ONCE, events.size())));
    }

    private List<AuditEvent> events(StoreOutcome outcome) {
        var counts = new TreeMap<String, Counts>();
        outcome.kept().forEach(kept -> counts.merge(kept.studyUid(), Counts.of(kept), Counts::plus));
        List<AuditEvent> events = new ArrayList<>();
        counts.forEach((uid, count) -> events.add(AuditEvent.success(actor, AuditAction.STUDY_STORE, uid).with(
                Map.of("instances", Integer.toString(count.all()), "parked", Integer.toString(count.parked())))));
        long refused = outcome.refused().count();
        if (refused > 0) {
            events.add(new AuditEvent(actor, AuditAction.STUDY_STORE, AuditEvent.Outcome.FAILED,
                    study == null ? "" : study, Map.of("files", Long.toString(refused))));
        }
        return events;
    }

    private record Counts(int all, int parked) {
        static Counts of(Kept kept) {
            return new Counts(1, kept.acceptance() instanceof Acceptance.Parked ? 1 : 0);
        }

        Counts plus(Counts other) {
            return new Counts(all + other.all, parked + other.parked);
        }
    }
}
