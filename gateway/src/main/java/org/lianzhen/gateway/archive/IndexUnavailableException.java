package org.lianzhen.gateway.archive;

import java.io.IOException;

/** The index did not take rows: its database is away or refused them. Scope: the instances of one batch. */
public final class IndexUnavailableException extends IOException {
    private final boolean inDoubt;

    /** @param inDoubt whether the rows may have been committed nevertheless, so that their objects must stay */
    public IndexUnavailableException(String message, boolean inDoubt, Throwable cause) {
        super(message, cause);
        this.inDoubt = inDoubt;
    }

    public boolean isInDoubt() {
        return inDoubt;
    }
}
