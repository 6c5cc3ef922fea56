package org.lianzhen.gateway.archive;

import java.io.IOException;

/** The storage could not take an object: it is full, or a write or a sync failed. Scope: this object only. */
public final class ObjectRefusedException extends IOException {
    ObjectRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
