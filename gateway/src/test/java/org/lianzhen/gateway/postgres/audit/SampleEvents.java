package org.lianzhen.gateway.postgres.audit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;

/** Events for tests, and the patience to wait for them. */
final class SampleEvents {
    static final AuditEvent.Actor DOCTOR = new AuditEvent.Actor("ts1-doctor", "TOWNSHIP_DOCTOR", "TS1", "10.0.0.7");
    static final AuditEvent.Actor TECHNOLOGIST = new AuditEvent.Actor("ts1-tech", "TECHNOLOGIST", "TS1", "10.0.0.8");

    private SampleEvents() {}

    static AuditEvent view(int study) {
        return AuditEvent.success(DOCTOR, AuditAction.STUDY_VIEW, "1.2.3." + study)
                .with(Map.of("instances", String.valueOf(study), "reason", "复诊"));
    }

    /** Views of studies 1 to {@code count}, one after the other. */
    static void views(AuditLog log, int count) {
        for (int i = 1; i <= count; i++) {
            get(log.append(view(i)));
        }
    }

    static CompletableFuture<Void> viewsAtOnce(AuditLog log, int count) {
        return CompletableFuture.allOf(IntStream.rangeClosed(1, count)
                .mapToObj(i -> log.append(view(i)).toCompletableFuture()).toArray(CompletableFuture<?>[]::new));
    }

    static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    static <T> List<T> get(List<? extends CompletionStage<T>> stages) {
        return stages.stream().map(SampleEvents::get).toList();
    }
}
