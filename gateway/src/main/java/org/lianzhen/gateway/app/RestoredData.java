package org.lianzhen.gateway.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.backup.ArchiveCheck;
import org.lianzhen.gateway.backup.BackupListener;
import org.lianzhen.gateway.backup.Restore;
import org.lianzhen.gateway.backup.SetFacts;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.postgres.audit.AuditSealer;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;
import org.lianzhen.gateway.postgres.backup.PostgresBackupRecords;
import org.lianzhen.gateway.postgres.backup.PostgresObjectRows;
import org.lianzhen.gateway.postgres.embedded.ClusterFiles;

/**
 * Files that a restore has put there become data: the database mends itself by its journal, hears what happened, and is stopped again.
 *
 * @param restore that has put them there
 * @param from where it came from
 */
record RestoredData(Settings settings, Restore restore, Path from, BackupListener listener) {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    /** Bytes of journal that any disk mends in a second. */
    private static final long MENDED = 1_000_000;

    /**
     * What there is.
     *
     * @param images that the database knows
     * @param later images that came after the moment of the database, and were set aside
     */
    record Found(ArchiveCheck.Report images, long later) {}

    Found finish(SetFacts facts) throws IOException, StartException {
        var files = new ClusterFiles(OpenDatabase.folder(settings));
        files.place(Restore.cluster(settings.data()));
        listener.phase(BackupListener.Phase.RECOVER, 0);
        try (OpenDatabase database = OpenDatabase.mended(settings, START_LIMIT.plusSeconds(journal(files) / MENDED))) {
            new PostgresBackupRecords(database.pool()).complete(facts, from.toString());
            new PostgresAuditLog(database.pool())
                    .append(AuditEvent.success(BackupCommand.actor(), AuditAction.RESTORE, facts.name())
                            .with(Map.of("folder", from.toString())))
                    .toCompletableFuture().join();
            AuditSealer.seal(database.pool()).toCompletableFuture().join();
            var rows = new PostgresObjectRows(database.pool());
            long later = restore.setAside(facts.name(), rows);
            return new Found(new ArchiveCheck(rows, settings.data(), listener).lengths(), later);
        } catch (CompletionException e) {
            throw new IOException("the audit log cannot be written: " + e.getCause(), e);
        }
    }

    private static long journal(ClusterFiles files) throws IOException {
        try (Stream<Path> journal = Files.list(files.data().resolve("pg_wal"))) {
            return journal.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
