package org.lianzhen.gateway.app;

import java.nio.file.Path;
import java.time.InstantSource;
import org.lianzhen.gateway.audit.AnchorFile;
import org.lianzhen.gateway.config.Settings;

/** What belongs to the audit log and is not in the database. */
record AuditFolder(Path folder) {
    static AuditFolder of(Settings settings) {
        return new AuditFolder(settings.data().resolve("audit"));
    }

    /** The key of pseudonyms; several gateways with one database must have the same. */
    Path key() {
        return folder.resolve("pseudonym.key");
    }

    AnchorFile anchors() {
        return new AnchorFile(folder, InstantSource.system());
    }

    /** With which settings and certificates the gateway was last started. */
    Path settings() {
        return folder.resolve("settings");
    }
}
