package org.lianzhen.gateway.notify;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps every version of the channels. */
public interface ChannelStore {
    /** Versions, newest first. */
    CompletionStage<List<ChannelVersion>> versions(int limit);

    /**
     * Adds a version after its base.
     *
     * @param event becomes durable with it, or neither does
     * @return completed when it is durable; empty, with nothing kept, when its base is not the newest
     */
    CompletionStage<Optional<ChannelVersion>> add(int base, String author, String document, AuditEvent event);
}
