package org.lianzhen.gateway.postgres.notify;

import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.notify.ChannelStore;
import org.lianzhen.gateway.notify.ChannelVersion;
import org.lianzhen.gateway.postgres.version.VersionTable;

/** Keeps versions of the channels in PostgreSQL. */
public final class PostgresChannelStore implements ChannelStore {
    private final VersionTable<ChannelVersion> table;

    public PostgresChannelStore(Pool pool) {
        this.table = new VersionTable<>(pool, "channel_version", ChannelVersion::new);
    }

    @Override
    public CompletionStage<List<ChannelVersion>> versions(int limit) {
        return table.versions(limit);
    }

    @Override
    public CompletionStage<Optional<ChannelVersion>> add(int base, String author, String document, AuditEvent event) {
        return table.add(base, author, document, event);
    }
}
