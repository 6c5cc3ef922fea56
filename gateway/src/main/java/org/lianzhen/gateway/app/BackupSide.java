package org.lianzhen.gateway.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.backup.BackupListener;
import org.lianzhen.gateway.backup.BackupOrder;
import org.lianzhen.gateway.backup.BackupResult;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.http.operations.Health.Check;
import org.lianzhen.gateway.observe.Telemetry;
import org.lianzhen.gateway.postgres.backup.PostgresBackupRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backups of the running gateway: takes one every night when the settings say where, and watches how the last one ended. */
final class BackupSide implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackupSide.class);
    private static final Duration LOOK_AT_CLOCK = Duration.ofSeconds(10);
    private static final Duration LOOK_AT_RECORDS = Duration.ofSeconds(5);

    private final @Nullable BackupWatch watch;
    private final @Nullable BackgroundWork watching;
    private final @Nullable NightlyBackup nightly;

    private BackupSide(@Nullable BackupWatch watch, @Nullable BackgroundWork watching,
            @Nullable NightlyBackup nightly) {
        this.watch = watch;
        this.watching = watching;
        this.nightly = nightly;
    }

    /** Does nothing for a database that somebody else runs, and backs up. */
    static BackupSide start(Settings settings, Records records, Telemetry telemetry) {
        if (settings.database() != null) {
            return new BackupSide(null, null, null);
        }
        BackupSettings backup = settings.backup();
        var watch = new BackupWatch(new PostgresBackupRecords(records.pool()), settings.demo() ? 0 : backup.warnDays(),
                InstantSource.system());
        watch.measure(telemetry);
        var watching = BackgroundWork.start(records.vertx(),
                new BackgroundWork.Kind("looking how old the last backup is", watch::refresh, LOOK_AT_RECORDS));
        Path to = backup.to();
        return new BackupSide(watch, watching, to == null ? null
                : NightlyBackup.start(InstantSource.system(), backup.at(), () -> take(settings, records, to),
                        LOOK_AT_CLOCK));
    }

    private static void take(Settings settings, Records records, Path to) {
        var work = new BackupWork(settings, records.vertx(), records.address(), records.pool(), records.audit());
        LOG.info("The nightly backup to {} begins", to);
        BackupResult result = work.backup(new Telling()).run(new BackupOrder(to, settings.backup().keep(), false,
                AuditEvent.Actor.GATEWAY, settings.backup().files()));
        switch (result) {
            case BackupResult.Complete done -> LOG.info("The nightly backup is complete: {} images, {} of them new",
                    done.facts().done().objects(), done.facts().done().copied());
            case BackupResult.Failed failed -> LOG.error("There is no backup tonight: {} {}", failed.fault(),
                    failed.told());
        }
    }

    /** Tells the log. */
    private static final class Telling implements BackupListener {
        @Override
        public void damaged(String key) {
            LOG.error("An image is not what the database says, and is in no new backup: {}", key);
        }
    }

    /** How it stands; empty when that is not ours to say. */
    Optional<Check> check() {
        return Optional.ofNullable(watch).map(BackupWatch::check);
    }

    /** The same in numbers, by name. */
    Map<String, Long> figures() {
        return watch == null ? Map.of() : watch.figures();
    }

    @Override
    public void close() {
        if (nightly != null) {
            nightly.close();
        }
        if (watching != null) {
            watching.close();
        }
    }
}
