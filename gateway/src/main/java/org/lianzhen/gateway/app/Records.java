package org.lianzhen.gateway.app;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.ArchiveIndex;
import org.lianzhen.gateway.config.DatabaseSettings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.lianzhen.gateway.postgres.Migrations;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.embedded.EmbeddedPostgres;

/** The database with its tables up to date: our own server, or the one that the settings name. */
final class Records implements AutoCloseable {
    private final @Nullable EmbeddedPostgres server;
    private final Vertx vertx;
    private final Pool pool;

    private Records(@Nullable EmbeddedPostgres server, Vertx vertx, Pool pool) {
        this.server = server;
        this.vertx = vertx;
        this.pool = pool;
    }

    /** Blocks for seconds at most. */
    static Records open(Settings settings) throws StartException {
        DatabaseSettings external = settings.database();
        Path folder = settings.data().resolve("postgres");
        EmbeddedPostgres server = null;
        try {
            DatabaseAddress address;
            if (external == null) {
                server = EmbeddedPostgres.start(folder);
                address = server.address();
            } else {
                address = new DatabaseAddress(external.host(), external.port(), external.database(), external.user(),
                        external.password());
            }
            Migrations.apply(address);
            Vertx vertx = Vertx.vertx();
            return new Records(server, vertx, Database.pool(vertx, address));
        } catch (IOException e) {
            if (server != null) {
                server.close();
            }
            throw new StartException("start.database", external == null ? folder : external,
                    String.valueOf(e.getMessage()));
        }
    }

    ArchiveIndex archiveIndex() {
        return new PostgresArchiveIndex(pool);
    }

    /** The pool first: a server waits for nobody who is still connected, but says so in its log. */
    @Override
    public void close() {
        pool.close().await();
        vertx.close().await();
        if (server != null) {
            server.close();
        }
    }
}
