package org.lianzhen.gateway.archive;

import java.io.IOException;

/** Another process has the folder of the store; two would spoil each other's work. */
public final class StoreInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    StoreInUseException(String message) {
        super(message);
    }
}
