package org.lianzhen.gateway.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.conflict.ComparisonQueue;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.config.DatabaseSettings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.lianzhen.gateway.postgres.Migrations;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveSearch;
import org.lianzhen.gateway.postgres.archive.PostgresComparisonQueue;
import org.lianzhen.gateway.postgres.audit.AuditSealer;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;
import org.lianzhen.gateway.postgres.embedded.EmbeddedPostgres;
import org.lianzhen.gateway.postgres.query.PostgresCommitmentReports;
import org.lianzhen.gateway.query.CommitmentSchedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database with its tables up to date: our own server, or the one that the settings name. */
final class Records implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Records.class);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(500);

    private final @Nullable EmbeddedPostgres server;
    private final Vertx vertx;
    private final Pool pool;
    private final AuditLog audit;
    private final AuditSealer sealer;

    private Records(@Nullable EmbeddedPostgres server, Vertx vertx, Pool pool) {
        this.server = server;
        this.vertx = vertx;
        this.pool = pool;
        this.audit = new PostgresAuditLog(pool);
        this.sealer = AuditSealer.start(vertx, pool);
    }

    /** Blocks for seconds at most. */
    static Records open(Settings settings) throws StartException {
        DatabaseSettings external = settings.database();
        Path folder = folder(settings);
        EmbeddedPostgres server = null;
        Vertx vertx = null;
        Pool pool = null;
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
            vertx = Vertx.vertx();
            pool = Database.pool(vertx, address);
            Database.awaitFirst(pool, CONNECT_LIMIT);
            return new Records(server, vertx, pool);
        } catch (IOException | RuntimeException e) {
            close(server, vertx, pool);
            throw new StartException("start.database", external == null ? folder : external,
                    String.valueOf(e.getMessage()));
        }
    }

    private static Path folder(Settings settings) {
        return settings.data().resolve("postgres");
    }

    /** Runs what waits for the database, and the web. */
    Vertx vertx() {
        return vertx;
    }

    /** Who did what is kept here. */
    AuditLog audit() {
        return audit;
    }

    Pool pool() {
        return pool;
    }

    /** What the DICOM side stands on. */
    Archive archive(Settings settings) throws StartException {
        return new Archive(new PostgresArchiveIndex(pool), new PostgresArchiveSearch(pool), MembersInForce.begin(pool, settings),
                server == null ? List.of() : List.of(folder(settings)),
                new CommitmentKeeping(new PostgresCommitmentReports(pool), CommitmentSchedule.STANDARD), audit);
    }

    /** What waits to be compared. */
    ComparisonQueue comparisons() {
        return new PostgresComparisonQueue(pool);
    }

    @Override
    public void close() {
        sealer.close();
        close(server, vertx, pool);
    }

    /** The pool first: a server waits for nobody who is still connected, but says so in its log. */
    private static void close(@Nullable EmbeddedPostgres server, @Nullable Vertx vertx, @Nullable Pool pool) {
        if (pool != null) {
            await(pool.close());
        }
        if (vertx != null) {
            await(vertx.close());
        }
        if (server != null) {
            server.close();
        }
    }

    private static void await(Future<Void> closing) {
        try {
            closing.toCompletionStage().toCompletableFuture().get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Not every connection with the database could be ended in good order", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
