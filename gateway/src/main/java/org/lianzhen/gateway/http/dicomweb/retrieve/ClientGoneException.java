package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;

/** Whoever asked no longer waits for the answer. */
final class ClientGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    ClientGoneException() {
        super("the client has gone");
    }
}
