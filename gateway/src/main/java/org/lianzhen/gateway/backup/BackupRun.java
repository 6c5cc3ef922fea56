package org.lianzhen.gateway.backup;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A backup as the records tell of it.
 *
 * @param folder it went to
 * @param endedAt null while it runs
 * @param fault why it failed; null when it did not
 * @param done what it holds
 */
public record BackupRun(UUID id, String set, String folder, Instant begunAt, @Nullable Instant endedAt,
        @Nullable BackupFault fault, Done done) {

    /**
     * What a backup holds.
     *
     * @param objects images in it
     * @param bytes of them
     * @param copied images that were not in an earlier one
     * @param damaged images that are not what the database says, and are not in it
     */
    public record Done(long objects, long bytes, long copied, long damaged) {
        public static final Done NOTHING = new Done(0, 0, 0, 0);
    }
}
