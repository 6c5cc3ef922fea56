package org.lianzhen.gateway.postgres.version;

import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.version.DocumentStore;
import org.lianzhen.gateway.version.DocumentVersion;

/** Keeps versions of a document in a table of its own. */
public final class PostgresDocuments implements DocumentStore {
    private final VersionTable<DocumentVersion> table;

    /** @param table its name, which is part of the product and no text of anybody's */
    public PostgresDocuments(Pool pool, String table) {
        this.table = new VersionTable<>(pool, table, DocumentVersion::new);
    }

    @Override
    public CompletionStage<List<DocumentVersion>> versions(int limit) {
        return table.versions(limit);
    }

    @Override
    public CompletionStage<Optional<DocumentVersion>> add(int base, String author, String document, AuditEvent event) {
        return table.add(base, author, document, event);
    }
}
