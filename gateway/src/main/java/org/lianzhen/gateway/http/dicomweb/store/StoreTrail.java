package org.lianzhen.gateway.http.dicomweb.store;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;

/** Writes down what of a request was refused. What was stored is on record since it was. */
final class StoreTrail {
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

    /** @return completed when it is durable, or when there is nothing to write */
    CompletionStage<Void> write(StoreOutcome outcome) {
        long refused = outcome.refused().count();
        return refused == 0 ? CompletableFuture.completedStage(null)
                : audit.append(AuditEvent.failed(actor, AuditAction.STUDY_STORE, study == null ? "" : study)
                        .with(Map.of("files", Long.toString(refused))));
    }
}
