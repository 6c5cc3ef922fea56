package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A backup, or a restore, cannot go on. Scope: that one; what was complete before stays so. */
public final class BackupException extends IOException {
    private static final long serialVersionUID = 1L;

    private final BackupFault fault;
    private final transient List<String> told;

    private BackupException(BackupFault fault, List<String> told, @Nullable Throwable cause) {
        super(fault + " " + told, cause);
        this.fault = fault;
        this.told = told;
    }

    /** @param told what {@link BackupFault} says, in that order */
    static BackupException of(BackupFault fault, Object... told) {
        return new BackupException(fault, texts(told), null);
    }

    /** The database does not do what it was asked. */
    public static BackupException database(String said, Throwable cause) {
        return new BackupException(BackupFault.DATABASE, List.of(said), cause);
    }

    /** The thread was interrupted. */
    public static BackupException stopped(Throwable cause) {
        return new BackupException(BackupFault.STOPPED, List.of(), cause);
    }

    private static List<String> texts(Object... told) {
        return List.of(told).stream().map(String::valueOf).toList();
    }

    /** What {@code fault} means to a backup. */
    static BackupException of(IOException fault) {
        return switch (fault) {
            case BackupException known -> known;
            case ClosedByInterruptException interrupted -> stopped(interrupted);
            default -> new BackupException(isFull(fault) ? BackupFault.FULL : BackupFault.DISK,
                    List.of(fault.toString()), fault);
        };
    }

    /** Java has no exception of its own for that. */
    private static boolean isFull(IOException fault) {
        String said = String.valueOf(fault.getMessage());
        return said.contains("No space left on device") || said.contains("Disk quota exceeded");
    }

    public BackupFault fault() {
        return fault;
    }

    /** What {@link BackupFault} says of it. */
    public List<String> told() {
        return told;
    }
}
