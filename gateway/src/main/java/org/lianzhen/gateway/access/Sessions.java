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
     * @param active whether a person is behind the request, and not only a page that asks for news
     * @return empty when there is none in force; exceptionally when nobody can tell
     */
    CompletionStage<Optional<Session>> find(String token, From from, boolean active);

    /**
     * A session in force.
     *
     * @param csrfToken what pages must repeat in a header with every change they ask for
     * @param id what it is called among the sessions of its account
     */
    record Session(Caller caller, String csrfToken, UUID id, Standing standing) {}

    /**
     * What a session is good for at the moment.
     *
     * @param displayName of the account
     * @param mustChange whether the password must be changed first; until then the caller has no roles
     * @param mustEnrol whether a second factor must be enrolled first; the same
     * @param locked whether nobody has done anything for so long that the password is asked for again
     * @param idleMinutes after which it locks
     * @param byProvider whether a provider of identities said who it is, and is asked again when it is locked
     */
    record Standing(String displayName, boolean mustChange, boolean mustEnrol, boolean locked, int idleMinutes,
            boolean byProvider) {
        private static final int USUAL_IDLE = 15;

        /** Of a session that may do whatever its roles allow. */
        public static Standing ready(String displayName) {
            return new Standing(displayName, false, false, false, USUAL_IDLE, false);
        }
    }
}
