package org.lianzhen.gateway.access;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Log-in sessions that are in force. */
@FunctionalInterface
public interface Sessions {

    /**
     * The session that a token belongs to.
     *
     * @param token as a client showed it, of any content
     * @param source network address of the request
     * @return empty when there is none in force; exceptionally when nobody can tell
     */
    CompletionStage<Optional<Session>> find(String token, String source);

    /**
     * A session in force.
     *
     * @param csrfToken what pages must repeat in a header with every change they ask for
     * @param id what it is called among the sessions of its account
     * @param mustChange whether the password must be changed first; until then the caller has no roles
     */
    record Session(Caller caller, String csrfToken, UUID id, boolean mustChange) {}
}
