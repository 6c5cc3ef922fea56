package org.lianzhen.gateway.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.PseudonymKeys;
import org.lianzhen.gateway.config.DatabaseSettings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.lianzhen.gateway.postgres.Migrations;
import org.lianzhen.gateway.postgres.embedded.EmbeddedPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections with the database: our own server, or the one that the settings name. */
final class OpenDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenDatabase.class);
    /** Nothing blocks one, so that more than there are processors would only change places. */
    private static final int LOOPS = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(500);
    private static final Duration SERVER_LIMIT = Duration.ofSeconds(5);
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final @Nullable EmbeddedPostgres server;
    private final Path folder;
    private final DatabaseAddress address;
    private final Vertx vertx;
    private final Pool pool;
    private final Pool arrivals;
    private final @Nullable PseudonymKeys keys;

    private OpenDatabase(@Nullable EmbeddedPostgres server, Path folder, DatabaseAddress address,
            @Nullable PseudonymKeys keys)
            throws IOException {
        this.server = server;
        this.folder = folder;
        this.address = address;
        this.keys = keys;
        this.vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(LOOPS));
        this.pool = Database.pool(vertx, address, keys);
        this.arrivals = Database.arrivals(vertx, address, keys);
        try {
            Database.awaitFirst(pool, CONNECT_LIMIT);
        } catch (IOException | RuntimeException e) {
            closeConnections();
            throw e;
        }
    }

    /** With its tables up to date; blocks for seconds at most. */
    static OpenDatabase migrated(Settings settings) throws StartException {
        return open(settings, address -> {
            Migrations.apply(address);
            return keys(settings);
        });
    }

    /** As it is; blocks for seconds at most. */
    static OpenDatabase untouched(Settings settings) throws StartException {
        return open(settings, address -> null);
    }

    /**
     * The same of a server that had much to mend, or has.
     *
     * @param limit for its start
     */
    static OpenDatabase mended(Settings settings, Duration limit) throws StartException {
        Path folder = folder(settings);
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start(folder, limit);
            try {
                return new OpenDatabase(server, folder, server.address(), keys(settings));
            } catch (IOException | RuntimeException e) {
                server.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StartException("start.database", folder, String.valueOf(e.getMessage()));
        }
    }

    /** Our own server, which the gateway of another process has started; empty when it does not run. */
    static Optional<OpenDatabase> alongside(Settings settings) throws StartException {
        Path folder = folder(settings);
        try {
            Optional<DatabaseAddress> running = EmbeddedPostgres.running(folder);
            return running.isEmpty() ? Optional.empty()
                    : Optional.of(new OpenDatabase(null, folder, running.get(), keys(settings)));
        } catch (IOException e) {
            throw new StartException("start.database", folder, e);
        }
    }

    private static PseudonymKeys keys(Settings settings) throws IOException {
        return PseudonymKeys.in(AuditFolder.of(settings).key());
    }

    /** What is done before anything else. */
    private interface Preparation {
        /** @return what names patients in the audit log; null when nothing is written */
        @Nullable
        PseudonymKeys apply(DatabaseAddress address) throws IOException;
    }

    private static OpenDatabase open(Settings settings, Preparation preparation) throws StartException {
        DatabaseSettings external = settings.database();
        Path folder = folder(settings);
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
            return new OpenDatabase(server, folder, address, preparation.apply(address));
        } catch (IOException e) {
            close(server);
            throw new StartException("start.database", external == null ? folder : external,
                    String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            close(server);
            throw e;
        }
    }

    private static void close(@Nullable EmbeddedPostgres server) {
        if (server != null) {
            server.close();
        }
    }

    /** Of a server of our own. */
    static Path folder(Settings settings) {
        return settings.data().resolve("postgres");
    }

    Vertx vertx() {
        return vertx;
    }

    Pool pool() {
        return pool;
    }

    /** Where it is. */
    DatabaseAddress address() {
        return address;
    }

    /** For nothing but what arrives. */
    Pool arrivals() {
        return arrivals;
    }

    /** What names patients in the audit log; null when nothing is written. */
    @Nullable
    PseudonymKeys pseudonyms() {
        return keys;
    }

    /** Folders of ours that it fills. */
    List<Path> volumes() {
        return server == null ? List.of() : List.of(folder);
    }

    @Override
    public void close() {
        close(SERVER_LIMIT);
    }

    /** @param limit for the connections and for a server of our own together; the server has a second at least */
    void close(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        closeConnections();
        if (server != null) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            server.stop(left.compareTo(LEAST) < 0 ? LEAST : left);
        }
    }

    /** Before the server, which waits for nobody who is still connected, but says so in its log. */
    private void closeConnections() {
        await(pool.close());
        await(arrivals.close());
        await(vertx.close());
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
