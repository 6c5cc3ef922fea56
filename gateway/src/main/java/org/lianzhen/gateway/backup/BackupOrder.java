package org.lianzhen.gateway.backup;

import java.nio.file.Path;
import java.util.List;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * A backup that somebody wants.
 *
 * @param to folder of sets
 * @param keep how many sets to keep, at least 1
 * @param verify whether to read all of it once more
 * @param actor who wants it
 * @param settings files that the settings name; those in the data folder are in it anyway
 */
public record BackupOrder(Path to, int keep, boolean verify, AuditEvent.Actor actor, List<Path> settings) {
    public BackupOrder {
        settings = List.copyOf(settings);
        if (keep < 1) {
            throw new IllegalArgumentException("at least one set must be kept");
        }
    }
}
