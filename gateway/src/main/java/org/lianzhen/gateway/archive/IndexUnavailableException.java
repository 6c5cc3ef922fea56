package org.lianzhen.gateway.archive;

import java.io.IOException;

/** The index did not take rows or did not answer. Scope: the instances of one batch. */
public final class IndexUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Rows rows;

    /** What has become of the rows. */
    public enum Rows {
        /** Not written, because the index does not want these: other rows it may take. */
        REFUSED,
        /** Not written, because the index is away. */
        LOST,
        /** Perhaps written nevertheless, so that their objects must stay. */
        IN_DOUBT
    }

    public IndexUnavailableException(String message, Rows rows, Throwable cause) {
        super(message, cause);
        this.rows = rows;
    }

    public Rows rows() {
        return rows;
    }
}
