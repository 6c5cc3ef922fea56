package org.lianzhen.gateway.config;

import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of backups.
 *
 * @param to folder of the nightly ones; null for none
 * @param at when, in the time of Shanghai
 * @param keep how many are kept, at least 1
 * @param warnDays after which the last one is too old; 0 is never
 * @param files that the settings name, which belong into every backup
 */
public record BackupSettings(@Nullable Path to, LocalTime at, int keep, int warnDays, List<Path> files) {
    /** None at night, and nobody is told. */
    public static final BackupSettings NONE = new BackupSettings(null, LocalTime.MIDNIGHT, 1, 0, List.of());

    public BackupSettings {
        files = List.copyOf(files);
    }
}
