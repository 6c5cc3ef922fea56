package org.lianzhen.gateway.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.Urgency;

/** Keeps versions of the channels in memory. */
public final class TestChannels implements ChannelStore {
    /** To somebody with everything. */
    public static final Message MESSAGE = new Message(UUID.fromString("01900000-0000-7000-8000-000000000001"),
            new Matter("space", "space-low", "CH1", Urgency.URGENT, new Matter.Subject("volume-1", Map.of()),
                    Ladder.of(new Ladder.Step(Duty.SYSTEM, "CH1", Duration.ofMinutes(2)))),
            Instant.parse("2026-06-01T04:00:00Z"), new DutyPerson("a", "13800138000", "duty@ch1.example"));

    public final List<ChannelVersion> kept = new ArrayList<>();

    /** What a document says. */
    public static ChannelSettings settings(String document) {
        try {
            return ChannelReader.read(new ChannelVersion(1, "test", Instant.EPOCH, document));
        } catch (ChannelException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public synchronized CompletionStage<List<ChannelVersion>> versions(int limit) {
        return CompletableFuture.completedStage(kept.reversed().stream().limit(limit).toList());
    }

    @Override
    public synchronized CompletionStage<Optional<ChannelVersion>> add(int base, String author, String document,
            AuditEvent event) {
        if (base != kept.size()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        kept.add(new ChannelVersion(base + 1, author, Instant.parse("2026-06-01T00:00:00Z"), document));
        return CompletableFuture.completedStage(Optional.of(kept.getLast()));
    }
}
