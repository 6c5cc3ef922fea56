package org.lianzhen.gateway.http.dicomweb.send;

import java.io.IOException;

/** The connection has ended, or stands still: nobody knows what became of what went over it. */
final class LostException extends IOException {
    private static final long serialVersionUID = 1L;

    LostException(String message) {
        super(message);
    }
}
