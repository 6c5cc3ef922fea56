package org.lianzhen.gateway.notify;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * Deletes notices that ended so long ago that nobody need know of them any more. Those that somebody can still take stay, however old
 * they are.
 */
public final class NoticeRetention {
    private final NoticeStore store;
    private final Supplier<ChannelSettings.Rules> rules;
    private final InstantSource clock;
    private final Sizes sizes;

    /**
     * How much at a time.
     *
     * @param batch in one transaction
     * @param run until the next run
     */
    public record Sizes(int batch, int run) {
        public static final Sizes STANDARD = new Sizes(500, 50_000);
    }

    /** @param rules in force */
    public NoticeRetention(NoticeStore store, Supplier<ChannelSettings.Rules> rules, InstantSource clock,
            Sizes sizes) {
        this.store = store;
        this.rules = rules;
        this.clock = clock;
        this.sizes = sizes;
    }

    /** Deletes what is too old, batch after batch; the audit log has one event of it, with the first batch. @return how many there were */
    public CompletionStage<Integer> run() {
        Instant before = clock.instant().atZone(ZoneOffset.UTC).minusMonths(rules.get().keepMonths()).toInstant();
        return store.ended(before, sizes.run()).thenCompose(count -> count == 0
                ? CompletableFuture.completedStage(0)
                : forget(before, count, event(before, count)));
    }

    /** @param left of what the event told; what ends meanwhile is for the next run */
    private CompletionStage<Integer> forget(Instant before, int left, @Nullable AuditEvent event) {
        return store.forget(before, Math.min(left, sizes.batch()), event)
                .thenCompose(gone -> gone == 0 || gone >= left
                        ? CompletableFuture.completedStage(gone)
                        : forget(before, left - gone, null).thenApply(more -> gone + more));
    }

    private static AuditEvent event(Instant before, int count) {
        return AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.NOTICE_DELETE, "notices")
                .with(Map.of("endedBefore", before.toString(), "count", String.valueOf(count)));
    }
}
