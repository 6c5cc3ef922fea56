package org.lianzhen.gateway.app;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.lianzhen.gateway.archive.conflict.ComparisonQueue;
import org.lianzhen.gateway.audit.AnchorFile;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.audit.ChainReport;
import org.lianzhen.gateway.audit.PseudonymKeys;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.hl7.Messages;
import org.lianzhen.gateway.hl7.MllpServer;
import org.lianzhen.gateway.hl7.OrderMessages;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveSearch;
import org.lianzhen.gateway.postgres.archive.PostgresComparisonQueue;
import org.lianzhen.gateway.postgres.archive.PostgresStudyReceipts;
import org.lianzhen.gateway.postgres.audit.AuditSealer;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;
import org.lianzhen.gateway.postgres.audit.PostgresAuditTrail;
import org.lianzhen.gateway.postgres.delivery.PostgresProofLedger;
import org.lianzhen.gateway.postgres.order.PostgresOrderStore;
import org.lianzhen.gateway.postgres.order.PostgresPatientUpdates;
import org.lianzhen.gateway.postgres.order.PostgresPerformedSteps;
import org.lianzhen.gateway.postgres.order.PostgresTakenMessages;
import org.lianzhen.gateway.postgres.order.PostgresWorklist;
import org.lianzhen.gateway.postgres.query.PostgresCommitmentReports;
import org.lianzhen.gateway.query.CommitmentSchedule;

/** The database with its tables up to date, and what everything writes down in it. */
final class Records implements AutoCloseable {
    private static final Duration SEAL_PAUSE = Duration.ofSeconds(1);

    private static final Executor ASIDE = task -> Thread.ofVirtual().name("audit anchor").start(task);

    private final OpenDatabase database;
    private final AuditLog audit;
    private final BackgroundWork sealing;

    private Records(OpenDatabase database, AnchorFile anchors) {
        this.database = database;
        var trail = new PostgresAuditTrail(database.pool());
        this.audit = new PostgresAuditLog(database.pool());
        this.sealing = BackgroundWork.start(database.vertx(),
                new BackgroundWork.Kind("bringing audit events to their chain",
                        () -> AuditSealer.seal(database.pool()).thenCompose(done -> trail.head())
                                .thenCompose(head -> noted(anchors, head)),
                        SEAL_PAUSE));
    }

    /** Blocks for seconds at most. */
    static Records open(Settings settings) throws StartException {
        return new Records(OpenDatabase.migrated(settings), AuditFolder.of(settings).anchors());
    }

    private static CompletionStage<Integer> noted(AnchorFile anchors, ChainReport.Link head) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                anchors.note(head);
                return 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, ASIDE);
    }

    /** Runs what waits for the database, and the web. */
    Vertx vertx() {
        return database.vertx();
    }

    /** Who did what is kept here. */
    AuditLog audit() {
        return audit;
    }

    /** With which keys patients are named in it. */
    List<AuditKey> auditKeys() {
        PseudonymKeys keys = database.pseudonyms();
        return keys == null ? List.of() : List.of(new AuditKey(keys));
    }

    /** Where the database is. */
    DatabaseAddress address() {
        return database.address();
    }

    Pool pool() {
        return database.pool();
    }

    /** What the DICOM side stands on. */
    Archive archive(Settings settings) throws StartException {
        Pool pool = database.pool();
        return new Archive(new PostgresArchiveIndex(database.arrivals()), new PostgresArchiveSearch(pool),
                MembersInForce.begin(pool, settings), database.volumes(),
                new CommitmentKeeping(new PostgresCommitmentReports(pool), CommitmentSchedule.STANDARD,
                        new PostgresStudyReceipts(pool), new PostgresProofLedger(pool)),
                audit, new Archive.Orders(new PostgresWorklist(pool), new PostgresPerformedSteps(pool)));
    }

    /** Takes messages of hospital information systems. */
    MllpServer.Handler messages(MemberDirectory members) {
        Pool pool = database.pool();
        var updates = new PostgresPatientUpdates(pool);
        return new Messages(members,
                new OrderMessages(new PostgresOrderStore(pool), updates, new PostgresTakenMessages(pool)), audit);
    }

    /** What waits to be compared. */
    ComparisonQueue comparisons() {
        return new PostgresComparisonQueue(database.pool());
    }

    @Override
    public void close() {
        sealing.close();
        database.close();
    }

    /** @param limit for a server of our own to end in */
    void close(Duration limit) {
        sealing.close();
        database.close(limit);
    }
}
