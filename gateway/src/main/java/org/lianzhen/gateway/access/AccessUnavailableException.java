package org.lianzhen.gateway.access;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Nobody can tell at the moment who may do what. Scope: one request. */
public final class AccessUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    public AccessUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
