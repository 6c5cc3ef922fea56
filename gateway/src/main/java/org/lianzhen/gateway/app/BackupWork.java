package org.lianzhen.gateway.app;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import org.lianzhen.dicom.net.ImplementationIdentity;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.backup.Backup;
import org.lianzhen.gateway.backup.BackupListener;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.lianzhen.gateway.postgres.backup.PostgresBackupRecords;
import org.lianzhen.gateway.postgres.backup.PostgresBackupSource;
import org.lianzhen.gateway.postgres.embedded.ClusterFiles;

/**
 * What a backup is made of.
 *
 * @param audit hears of it
 */
record BackupWork(Settings settings, Vertx vertx, DatabaseAddress address, Pool pool, AuditLog audit) {

    /** One that can be run. */
    Backup backup(BackupListener listener) {
        var source = new PostgresBackupSource(vertx, address, pool, new ClusterFiles(OpenDatabase.folder(settings)));
        return new Backup(new Backup.Base(settings.data(), source, new PostgresBackupRecords(pool), audit,
                settings.minFreeSpace(), version()), listener);
    }

    /** Of this program. */
    static String version() {
        return String.valueOf(ImplementationIdentity.OURS.versionName());
    }
}
