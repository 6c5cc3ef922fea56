package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;

/**
 * Puts on record what is handed out to whom, before it is. A person who looks at a study asks for hundreds of images within
 * minutes: that is one view, told once; every export is told by itself.
 */
final class Handouts {
    private static final Duration ONE_VIEW = Duration.ofMinutes(10);
    private static final int MOST_VIEWS = 10_000;

    private final AuditLog audit;
    private final Clock clock;
    private final Map<View, Instant> views = new ConcurrentHashMap<>();

    private record View(String account, String source, String study) {}

    Handouts(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** Whole instances. */
    CompletionStage<Void> export(Caller caller, Scope what, Map<String, String> details) {
        return audit.append(AuditEvent.success(caller.actor(Operation.EXPORT_STUDIES), AuditAction.STUDY_EXPORT,
                what.study()).with(details));
    }

    /** Metadata, frames or renderings. */
    CompletionStage<Void> view(Caller caller, Scope what) {
        var view = new View(caller.account(), caller.source(), what.study());
        Instant now = clock.instant();
        Instant told = views.get(view);
        if (told != null && now.isBefore(told.plus(ONE_VIEW))) {
            return CompletableFuture.completedStage(null);
        }
        return audit.append(
                AuditEvent.success(caller.actor(Operation.VIEW_STUDIES), AuditAction.STUDY_VIEW, what.study()))
                .thenRun(() -> remember(view, now));
    }

    private void remember(View view, Instant now) {
        if (views.size() >= MOST_VIEWS) {
            views.values().removeIf(told -> !now.isBefore(told.plus(ONE_VIEW)));
        }
        if (views.size() < MOST_VIEWS) {
            views.put(view, now);
        }
    }
}
