package org.lianzhen.gateway.postgres.reading;

import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.version.VersionTable;
import org.lianzhen.gateway.reading.queue.ReadingRulesStore;
import org.lianzhen.gateway.reading.queue.ReadingRulesVersion;

/** Keeps versions of the reading rules in PostgreSQL. */
public final class PostgresReadingRulesStore implements ReadingRulesStore {
    private final VersionTable<ReadingRulesVersion> table;

    public PostgresReadingRulesStore(Pool pool) {
        this.table = new VersionTable<>(pool, "reading_rule_version", ReadingRulesVersion::new);
    }

    @Override
    public CompletionStage<List<ReadingRulesVersion>> versions(int limit) {
        return table.versions(limit);
    }

    @Override
    public CompletionStage<Optional<ReadingRulesVersion>> add(int base, String author, String document,
            AuditEvent event) {
        return table.add(base, author, document, event);
    }
}
