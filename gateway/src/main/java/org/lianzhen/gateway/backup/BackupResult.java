package org.lianzhen.gateway.backup;

import java.util.List;

/** How a backup, or a restore, ended. */
public sealed interface BackupResult {

    /** It is complete. */
    record Complete(SetFacts facts) implements BackupResult {}

    /**
     * It is not complete, and nothing of it is left; or it is, and what is no longer to be kept could not be removed.
     *
     * @param told what {@link BackupFault} says
     */
    record Failed(BackupFault fault, List<String> told) implements BackupResult {
        public Failed {
            told = List.copyOf(told);
        }

        static Failed of(BackupException fault) {
            return new Failed(fault.fault(), fault.told());
        }
    }
}
