package org.lianzhen.gateway.http.dicomweb.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditUnavailableException;
import org.lianzhen.gateway.intake.Uploaded;

/** What of a request is left to be told once its instances are stored. */
class StoreTrailTest {
    private static final AuditEvent.Actor ACTOR = new AuditEvent.Actor("tech", "TECHNOLOGIST", "TS1", "127.0.0.1");
    private static final Uploaded REFUSED = new Uploaded.Refused(null, Uploaded.Fault.FILE, Status.UNABLE_TO_PROCESS,
            "it is cut");
    private static final Uploaded KEPT = new Uploaded.Kept(new SopReference(SopClass.CTImageStorage, "1.2.3.1"), "1.2",
            "1.2.1", new Acceptance.Stored());

    private final List<AuditEvent> events = new ArrayList<>();
    private final CompletableFuture<Void> kept = new CompletableFuture<>();
    private final StoreTrail trail = new StoreTrail(event -> {
        events.add(event);
        return kept;
    }, ACTOR, "1.2");

    private CompletableFuture<Void> write(Uploaded... files) {
        return trail.write(new StoreOutcome(List.of(files), null)).toCompletableFuture();
    }

    @Test
    void tellsOnceHowManyWereRefused() {
        CompletableFuture<Void> done = write(REFUSED, KEPT, REFUSED);
        assertThat(events).containsExactly(
                AuditEvent.failed(ACTOR, AuditAction.STUDY_STORE, "1.2").with(Map.of("files", "2")));
        assertThat(done).isNotDone();
        kept.complete(null);
        assertThat(done).isCompleted();
    }

    @Test
    void failsWhenThatCannotBeWritten() {
        kept.completeExceptionally(new AuditUnavailableException("away", null));
        assertThat(write(REFUSED)).isCompletedExceptionally();
    }

    @Test
    void hasNothingToTellOfWhatWasStored() {
        assertThat(write(KEPT)).isCompleted();
        assertThat(write()).isCompleted();
        assertThat(events).isEmpty();
    }
}
