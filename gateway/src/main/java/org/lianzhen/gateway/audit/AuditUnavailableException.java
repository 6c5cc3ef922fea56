package org.lianzhen.gateway.audit;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Events cannot be kept or read at the moment. Scope: whatever they speak of, which must not happen. */
public final class AuditUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    public AuditUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
