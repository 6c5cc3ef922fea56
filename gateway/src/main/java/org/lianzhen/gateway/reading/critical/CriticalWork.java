package org.lianzhen.gateway.reading.critical;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

/** What the gateway itself does about critical values, in steps that somebody calls again and again; several processes may. */
public final class CriticalWork {
    private static final int AT_ONCE = 100;

    private final CriticalValues values;
    private final InstantSource clock;

    public CriticalWork(CriticalValues values, InstantSource clock) {
        this.values = values;
        this.clock = clock;
    }

    /**
     * Puts on record who was told, lets go up what was not read back in time, and closes what is done.
     *
     * @return how many steps were made
     */
    public CompletionStage<Integer> round() {
        return noteTold().thenCompose(told -> escalate()
                .thenCompose(late -> close().thenApply(closed -> told + late + closed)));
    }

    private CompletionStage<Integer> noteTold() {
        return values.told(AT_ONCE).thenCompose(all -> each(all.stream()
                .map(told -> step(told.value(), new CriticalStep(CriticalMove.NOTIFY, told.at(), "", told.how())))));
    }

    private CompletionStage<Integer> escalate() {
        Instant now = clock.instant();
        return values.in(EnumSet.of(CriticalState.RAISED, CriticalState.NOTIFIED), AT_ONCE)
                .thenCompose(all -> each(all.stream().filter(value -> !now.isBefore(value.times().acknowledgeBy()))
                        .map(value -> step(value, CriticalStep.of(CriticalMove.ESCALATE, now, "", "")))));
    }

    private CompletionStage<Integer> close() {
        return values.toClose(AT_ONCE).thenCompose(all -> each(all.stream()
                .map(value -> step(value, CriticalStep.of(CriticalMove.CLOSE, clock.instant(), "", "")))));
    }

    private CompletionStage<Optional<CriticalValue>> step(CriticalValue value, CriticalStep step) {
        return values.step(value.id(), step, event(AuditEvent.Actor.GATEWAY, value.place().study().uid(), step));
    }

    /** What the audit log has of a step: of the patient the study alone, and none of the words. */
    public static AuditEvent event(AuditEvent.Actor actor, String study, CriticalStep step) {
        return AuditEvent.success(actor, AuditAction.CRITICAL_STEP, study)
                .with(Map.of("move", step.move().name(), "channel", step.how().channel()));
    }

    private static CompletionStage<Integer> each(Stream<CompletionStage<Optional<CriticalValue>>> steps) {
        List<CompletableFuture<Optional<CriticalValue>>> all = steps.map(CompletionStage::toCompletableFuture).toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done -> (int) all.stream().filter(one -> one.join().isPresent()).count());
    }
}
