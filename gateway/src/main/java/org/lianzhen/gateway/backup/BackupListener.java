package org.lianzhen.gateway.backup;

/** Hears how far a backup, a restore or a check is; from several threads. */
public interface BackupListener {
    /** Says nothing to anybody. */
    BackupListener NONE = new BackupListener() {};

    /** Parts of the work, in their order. */
    enum Phase {
        DATABASE, FILES, OBJECTS, VERIFY, RECOVER
    }

    /** @param count how many files or objects it has; 0 when nobody knows */
    default void phase(Phase phase, long count) {}

    /** One more file or object is done. */
    default void advanced(long bytes) {}

    /** An object is not what the database says. */
    default void damaged(String key) {}
}
