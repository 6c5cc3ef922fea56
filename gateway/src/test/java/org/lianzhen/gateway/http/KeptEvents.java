package org.lianzhen.gateway.http;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.audit.AuditUnavailableException;

/** An audit log that a test can look into, and put out of order. */
public final class KeptEvents implements AuditLog {
    private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    private volatile boolean broken;

    @Override
    public CompletionStage<Void> append(AuditEvent event) {
        if (broken) {
            return CompletableFuture.failedStage(new AuditUnavailableException("out of order", null));
        }
        events.add(event);
        return CompletableFuture.completedStage(null);
    }

    public List<AuditEvent> all() {
        return events;
    }

    public AuditEvent last() {
        return events.getLast();
    }

    public void breakDown(boolean now) {
        broken = now;
    }
}
