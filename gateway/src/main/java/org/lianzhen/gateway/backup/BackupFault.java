package org.lianzhen.gateway.backup;

/** Why there is no backup, or nothing restored. */
public enum BackupFault {
    /** The one folder lies in the other; told: both. */
    INSIDE_DATA,
    /** There is something else in the folder; told: the folder. */
    NOT_OURS,
    /** Another backup or restore uses it; told: the folder. */
    IN_USE,
    /** Told: bytes needed, bytes free, the folder. */
    NO_ROOM,
    /** The disk filled up in the middle; told: what the system says. */
    FULL,
    /** A copy is not what was written down of it; told: the file. */
    DAMAGED,
    /** Told: the folder, and the names of the sets that are there. */
    NO_SET,
    /** The folder to restore into holds something; told: the folder. */
    NOT_EMPTY,
    /** The database does not do what is needed; told: what it says. */
    DATABASE,
    /** A file cannot be read or written; told: what the system says. */
    DISK,
    /** It was told to stop. */
    STOPPED
}
