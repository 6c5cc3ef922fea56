package org.lianzhen.gateway.notify;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.lianzhen.gateway.audit.AuditEvent;

/** The channels in force. Lookups never wait: they see the version that was last loaded, and none before the first was. */
public final class ChannelDirectory {
    private final ChannelStore store;
    private final AtomicReference<ChannelSettings> inForce = new AtomicReference<>(ChannelSettings.NONE);

    public ChannelDirectory(ChannelStore store) {
        this.store = store;
    }

    public ChannelSettings settings() {
        return inForce.get();
    }

    /** Puts the newest version that is kept in force. */
    public CompletionStage<Void> load() {
        return newest().thenCompose(version -> version.number() <= inForce.get().version()
                ? CompletableFuture.completedStage(null)
                : read(version).thenAccept(this::put));
    }

    /** The newest version; its number is 0 when there never was one. */
    public CompletionStage<ChannelVersion> newest() {
        return store.versions(1).thenApply(all -> all.isEmpty() ? ChannelVersion.NONE : all.getFirst());
    }

    /** Versions, newest first. */
    public CompletionStage<List<ChannelVersion>> versions(int limit) {
        return store.versions(limit);
    }

    /**
     * Keeps a version and puts it in force.
     *
     * @param wanted number and document, as they shall be
     * @param event becomes durable with it
     * @return empty when it was not made from the newest; exceptionally with {@link ChannelException} when it cannot be read; nothing
     *     is kept in both cases
     */
    public CompletionStage<Optional<ChannelVersion>> replace(ChannelVersion wanted, AuditEvent event) {
        return read(wanted).thenCompose(
                settings -> store.add(wanted.number() - 1, wanted.author(), wanted.document(), event)
                        .thenApply(added -> {
                            added.ifPresent(version -> put(settings));
                            return added;
                        }));
    }

    private static CompletionStage<ChannelSettings> read(ChannelVersion version) {
        try {
            return CompletableFuture.completedStage(ChannelReader.read(version));
        } catch (ChannelException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** Never an older one than what is in force. */
    private void put(ChannelSettings next) {
        inForce.updateAndGet(now -> now.version() > next.version() ? now : next);
    }
}
