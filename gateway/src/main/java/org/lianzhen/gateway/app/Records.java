package org.lianzhen.gateway.app;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.conflict.ComparisonQueue;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.config.DatabaseSettings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.MembersException;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.lianzhen.gateway.postgres.Migrations;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveSearch;
import org.lianzhen.gateway.postgres.archive.PostgresComparisonQueue;
import org.lianzhen.gateway.postgres.audit.AuditSealer;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;
import org.lianzhen.gateway.postgres.embedded.EmbeddedPostgres;
import org.lianzhen.gateway.postgres.member.PostgresMemberStore;
import org.lianzhen.gateway.postgres.query.PostgresCommitmentReports;
import org.lianzhen.gateway.query.CommitmentSchedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database with its tables up to date: our own server, or the one that the settings name. */
final class Records implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Records.class);
    private static final Duration LOAD_LIMIT = Duration.ofSeconds(20);
    private static final int LOAD_ATTEMPTS = 4;

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
            Pool pool = Database.pool(vertx, address);
            Database.awaitFirst(pool, LOAD_LIMIT);
            return new Records(server, vertx, pool);
        } catch (IOException e) {
            if (server != null) {
                server.close();
            }
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
        return new Archive(new PostgresArchiveIndex(pool), new PostgresArchiveSearch(pool), members(settings),
                server == null ? List.of() : List.of(folder(settings)),
                new CommitmentKeeping(new PostgresCommitmentReports(pool), CommitmentSchedule.STANDARD), audit);
    }

    /** What waits to be compared. */
    ComparisonQueue comparisons() {
        return new PostgresComparisonQueue(pool);
    }

    /** The members in force: those of the demonstration, of the file that the settings name, or of the last run. */
    private MemberDirectory members(Settings settings) throws StartException {
        var directory = new MemberDirectory(new PostgresMemberStore(pool));
        Path file = settings.members();
        String origin = file == null ? "demo" : file.toString();
        try {
            String document = file != null ? Files.readString(file) : settings.demo() ? demoMembers() : null;
            await(() -> document == null ? directory.load() : directory.offer(origin, document));
        } catch (ExecutionException e) {
            throw new StartException("start.members", origin, why(e));
        } catch (IOException e) {
            throw new StartException("start.members", origin, e);
        } catch (TimeoutException e) {
            throw new StartException("start.members", origin, new IOException("the database does not answer", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("start.members", origin, String.valueOf(e));
        }
        if (directory.members().nodeCount() == 0) {
            LOG.warn("No DICOM node is a member, so every caller will be rejected; name a file of members (--members)");
        }
        return directory;
    }

    /** A machine that has just started may be too busy at first for the little time that a connection has. */
    private static void await(Supplier<CompletionStage<Void>> loading)
            throws ExecutionException, TimeoutException, InterruptedException {
        for (int attempt = 1;; attempt++) {
            try {
                loading.get().toCompletableFuture().get(LOAD_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (ExecutionException e) {
                if (attempt == LOAD_ATTEMPTS || e.getCause() instanceof MembersException) {
                    throw e;
                }
                LOG.info("The members could not be loaded yet: {}", why(e));
            }
        }
    }

    private static String why(ExecutionException fault) {
        return String.valueOf(fault.getCause() == null ? fault.getMessage() : fault.getCause().getMessage());
    }

    private static String demoMembers() throws IOException {
        try (InputStream in = Records.class.getResourceAsStream("demo-members.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The pool first: a server waits for nobody who is still connected, but says so in its log. */
    @Override
    public void close() {
        sealer.close();
        pool.close().await();
        vertx.close().await();
        if (server != null) {
            server.close();
        }
    }
}
