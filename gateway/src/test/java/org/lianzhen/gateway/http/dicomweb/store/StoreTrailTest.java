package org.lianzhen.gateway.http.dicomweb.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditUnavailableException;
import org.lianzhen.gateway.intake.Uploaded;

/** That nothing is left out of the trail, and that a request of many studies does not fill it at once. */
class StoreTrailTest {
    private static final AuditEvent.Actor ACTOR = new AuditEvent.Actor("tech", "TECHNOLOGIST", "TS1", "127.0.0.1");

    private final List<AuditEvent> events = new ArrayList<>();
    private final List<CompletableFuture<Void>> kept = new ArrayList<>();
    private final StoreTrail trail = new StoreTrail(event -> {
        events.add(event);
        kept.add(new CompletableFuture<>());
        return kept.getLast();
    }, ACTOR, null);

    private static StoreOutcome ofStudies(int count) {
        return new StoreOutcome(IntStream.range(0, count).<Uploaded>mapToObj(i -> new Uploaded.Kept(
                new SopReference(SopClass.CTImageStorage, "1.2.3." + i), "1.2." + i, "1.2.1", new Acceptance.Stored()))
                .toList(), null);
    }

    @Test
    void writesAHundredAtATimeAndIsDoneWithTheLast() {
        CompletableFuture<Void> done = trail.write(ofStudies(230)).toCompletableFuture();
        assertThat(events).hasSize(100);
        List.copyOf(kept).forEach(one -> one.complete(null));
        assertThat(events).hasSize(200);
        List.copyOf(kept).forEach(one -> one.complete(null));
        assertThat(events).hasSize(230);
        assertThat(done).isNotDone();
        kept.forEach(one -> one.complete(null));
        assertThat(done).isCompleted();
        assertThat(events.stream().map(AuditEvent::object).distinct()).hasSize(230);
        assertThat(events).allSatisfy(event -> assertThat(event.details()).containsEntry("instances", "1"));
    }

    @Test
    void failsWithTheFirstThatCannotBeWritten() {
        CompletableFuture<Void> done = trail.write(ofStudies(2)).toCompletableFuture();
        kept.getFirst().completeExceptionally(new AuditUnavailableException("away", null));
        kept.getLast().complete(null);
        assertThat(done).isCompletedExceptionally();
    }

    @Test
    void isDoneAtOnceWithoutAnything() {
        assertThat(trail.write(new StoreOutcome(List.of(), "broken")).toCompletableFuture()).isCompleted();
        assertThat(events).isEmpty();
    }
}
