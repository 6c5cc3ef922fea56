package org.lianzhen.gateway.route;

import java.util.List;

/** Routes would become active that nobody has proposed and rehearsed as they are. */
public final class NotRehearsedException extends Exception {
    private static final long serialVersionUID = 1L;

    NotRehearsedException(List<String> problems) {
        super(String.join("; ", problems));
    }
}
