package org.lianzhen.gateway.notify;

import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

/** The door for whoever has something to tell. */
public final class Notices {
    private final NoticeStore store;
    private final InstantSource clock;

    public Notices(NoticeStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Raises a matter, once for its key.
     *
     * @return its identifier, when it is durable; then people will be told, whatever happens to this process
     */
    public CompletionStage<UUID> raise(Matter matter) {
        NoticeWords.require(matter.kind());
        return store.raise(matter, clock.instant(), id -> event(AuditEvent.Actor.GATEWAY, AuditAction.NOTICE_RAISE, id)
                .with(Map.of("kind", matter.kind(), "key", matter.key(), "unit", matter.unit())));
    }

    /** The matter of a key has ceased to be; nothing happens when it never was. It may be raised again. */
    public CompletionStage<Void> settle(String key) {
        return store.settle(key, clock.instant(),
                id -> event(AuditEvent.Actor.GATEWAY, AuditAction.NOTICE_WITHDRAW, id).with(Map.of("key", key)));
    }

    /** Somebody takes it: nobody else is told. @return false when somebody was faster, or it was withdrawn */
    public CompletionStage<Boolean> acknowledge(UUID id, AuditEvent.Actor actor) {
        return store.end(id, Notice.State.ACKNOWLEDGED, new Notice.Ending(clock.instant(), actor.name(), ""),
                event(actor, AuditAction.NOTICE_ACKNOWLEDGE, id));
    }

    /** A person says that there is nothing to do, and why. @return false when somebody was faster */
    public CompletionStage<Boolean> withdraw(UUID id, AuditEvent.Actor actor, String reason) {
        AuditEvent event = event(actor, AuditAction.NOTICE_WITHDRAW, id).with(Map.of("reason", reason));
        return store.end(id, Notice.State.WITHDRAWN, new Notice.Ending(clock.instant(), actor.name(), reason), event);
    }

    private static AuditEvent event(AuditEvent.Actor actor, AuditAction action, UUID id) {
        return AuditEvent.success(actor, action, "notices/" + id);
    }
}
