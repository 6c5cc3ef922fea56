package org.lianzhen.gateway.reading.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.reading.queue.ReadingTask;

/** The reports of the one study of a test. */
final class MemoryReports implements Reports {
    final List<Signing> signed = new ArrayList<>();
    final List<AuditEvent> events = new ArrayList<>();
    ReportDraft draft = ReportDraft.NONE;
    /** Whether somebody was faster. */
    boolean changed;

    @Override
    public CompletionStage<ReportDraft> draft(UUID task) {
        return CompletableFuture.completedStage(draft);
    }

    @Override
    public CompletionStage<Optional<ReportDraft>> keep(UUID task, ReportDraft next, Hold hold, AuditEvent event) {
        throw new AssertionError("nothing is written while it is signed");
    }

    @Override
    public CompletionStage<List<SignedReport>> versions(UUID task) {
        return CompletableFuture.completedStage(signed.stream().map(Signing::report).toList());
    }

    @Override
    public CompletionStage<List<SignedReport>> ofStudy(String studyInstanceUid, Set<String> units) {
        return versions(new UUID(0, 0));
    }

    @Override
    public CompletionStage<Optional<ReadingTask>> sign(Signing signing, AuditEvent event) {
        if (changed) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        signed.add(signing);
        events.add(event);
        return CompletableFuture.completedStage(Optional.of(signing.task()));
    }
}
