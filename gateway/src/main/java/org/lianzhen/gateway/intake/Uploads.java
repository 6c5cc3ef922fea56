package org.lianzhen.gateway.intake;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.gateway.archive.ObjectStore;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * Takes DICOM files that accounts upload: File Meta Information and data set exactly as received, success only when they are
 * durable.
 */
public final class Uploads {
    private final ObjectStore store;
    private final Implementation implementation;
    private final BooleanSupplier full;

    /**
     * @param implementation who writes the File Meta Information of files that come without
     * @param full whether there is no room for more; must not block
     */
    public Uploads(ObjectStore store, Implementation implementation, BooleanSupplier full) {
        this.store = store;
        this.implementation = implementation;
        this.full = full;
    }

    /**
     * Who uploads.
     *
     * @param by the account, whose unit owns what it uploads
     * @param target address that it uploads to
     * @param study UID of the study that everything must be of; null when it may be of any
     */
    public record Uploader(AuditEvent.Actor by, String target, @Nullable String study) {}

    /** Whether there is no room for more. Never blocks. */
    public boolean isFull() {
        return full.getAsBoolean();
    }

    /**
     * Begins with a file.
     *
     * @param loop that will call the upload, and on which it answers
     * @param onWritable run on {@code loop} when the upload, after having been unwritable, takes bytes again
     */
    public Upload begin(Uploader uploader, Executor loop, Runnable onWritable) {
        return new Upload(this, uploader, (head) -> store.begin(loop, head, onWritable));
    }

    Implementation implementation() {
        return implementation;
    }
}
