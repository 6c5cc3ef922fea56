package org.lianzhen.gateway.http.live;

import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.Sessions;

/** Says whether a session is in force, without counting as a use of it. */
@FunctionalInterface
public interface SessionCheck {

    /** Exceptionally when nobody can tell. */
    CompletionStage<Boolean> isOpen(Sessions.Session session);
}
