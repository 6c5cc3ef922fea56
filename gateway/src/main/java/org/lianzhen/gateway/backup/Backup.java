package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a backup of a data folder whose gateway may go on serving. Blocks; an interruption of its thread ends it. */
public final class Backup {
    private static final Logger LOG = LoggerFactory.getLogger(Backup.class);
    private static final int AUDIT_SECONDS = 20;
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);

    private final Base base;
    private final BackupListener listener;

    /**
     * What it is a backup of, and where it is written down.
     *
     * @param data the data folder
     * @param reserve bytes to leave free on the volume of the backup
     * @param program version of this program
     */
    public record Base(Path data, DatabaseSource database, BackupRecords records, AuditLog audit, long reserve,
            String program) {}

    public Backup(Base base, BackupListener listener) {
        this.base = base;
        this.listener = listener;
    }

    /** Takes one. */
    public BackupResult run(BackupOrder order) {
        var id = UUID.randomUUID();
        String name = NAME.format(Instant.now());
        try {
            base.records().begin(id, name, order.to().toString());
            audit(order, AuditAction.BACKUP_BEGIN, name, Map.of("folder", order.to().toString()));
            SetFacts facts = take(id, name, order);
            base.records().complete(facts, order.to().toString());
            audit(order, AuditAction.BACKUP_END, facts.name(), Map.of("objects", String.valueOf(facts.done().objects()),
                    "bytes", String.valueOf(facts.done().bytes()), "damaged",
                    String.valueOf(facts.done().damaged())));
            return new BackupResult.Complete(facts);
        } catch (IOException e) {
            return failed(id, name, order, BackupException.of(e));
        }
    }

    private BackupResult failed(UUID id, String name, BackupOrder order, BackupException fault) {
        LOG.warn("The backup {} to {} failed", name, order.to(), fault);
        boolean stopped = Thread.interrupted();
        try {
            base.records().failed(id, fault.fault());
            await(AuditEvent.failed(order.actor(), AuditAction.BACKUP_END, name)
                    .with(Map.of("fault", fault.fault().name())));
        } catch (IOException e) {
            LOG.warn("That it failed cannot be written down", e);
        }
        if (stopped) {
            Thread.currentThread().interrupt();
        }
        return BackupResult.Failed.of(fault);
    }

    private void audit(BackupOrder order, AuditAction action, String set, Map<String, String> details)
            throws IOException {
        await(AuditEvent.success(order.actor(), action, set).with(details));
    }

    private void await(AuditEvent event) throws IOException {
        try {
            base.audit().append(event).toCompletableFuture().get(AUDIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw BackupException.database("the audit log cannot be written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BackupException.stopped(e);
        }
    }

    private SetFacts take(UUID id, String name, BackupOrder order) throws IOException {
        Path data = Folders.real(base.data());
        Path to = Folders.real(order.to());
        if (to.startsWith(data) || data.startsWith(to)) {
            throw BackupException.of(BackupFault.INSIDE_DATA, to, data);
        }
        try (BackupFolder folder = BackupFolder.create(to)) {
            folder.clear();
            String free = freeName(folder, name);
            checkRoom(folder, data);
            var taking = new SetTaking(folder, base, listener);
            try {
                SetFacts facts = taking.take(id, free, order);
                folder.keep(order.keep());
                return facts;
            } catch (IOException e) {
                clear(folder);
                throw e;
            }
        }
    }

    /** Two may begin in one second. */
    private static String freeName(BackupFolder folder, String name) throws IOException {
        List<String> taken = folder.sets().stream().map(BackupSet::name).toList();
        String free = name;
        for (int next = 2; taken.contains(free); next++) {
            free = name + "-" + next;
        }
        return free;
    }

    private void checkRoom(BackupFolder folder, Path data) throws IOException {
        DatabaseSource database = base.database();
        long files = Room.size(database.contents().files().stream().map(database.folder()::resolve).toList())
                + Room.size(new DataFiles(data).list());
        var room = new Room(folder.root(), base.reserve());
        try {
            room.check(files + database.totals().bytes());
        } catch (BackupException e) {
            LOG.debug("There is no room for all images once more; looking how many are new", e);
            room.check(files + Room.missing(folder, database));
        }
    }

    /** What cannot be cleared away now is by the next backup. */
    private static void clear(BackupFolder folder) {
        boolean stopped = Thread.interrupted();
        try {
            folder.clear();
        } catch (IOException e) {
            LOG.warn("An unfinished backup stays behind in {}", folder.root(), e);
        }
        if (stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
