package org.lianzhen.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Sessions;

/**
 * Finds out who asks: by a bearer token (RFC 6750), or by the cookie of a page, which must prove with a header that the page is
 * ours before it changes anything. Who shows nothing passes as nobody.
 */
final class Authentication implements Handler<RoutingContext> {
    private static final String BEARER = "Bearer ";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Sessions sessions;

    Authentication(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void handle(RoutingContext request) {
        String bearer = bearer(request);
        Cookie cookie = bearer == null ? SessionCookie.shown(request) : null;
        String token = bearer != null ? bearer : cookie != null ? cookie.getValue() : null;
        if (token == null) {
            request.next();
            return;
        }
        request.request().pause();
        Answers.when(request, sessions.find(token, Requests.source(request)), found -> {
            admit(request, found, token, bearer == null);
            request.request().resume();
            request.next();
        });
    }

    private static @Nullable String bearer(RoutingContext request) {
        String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    /** A token that has run out is as good as none: the route says what it thinks of that. */
    private static void admit(RoutingContext request, Optional<Sessions.Session> found, String token, boolean page) {
        if (found.isPresent()) {
            if (page && !SAFE.contains(request.request().method())) {
                checkIsOurs(request, found.get());
            }
            Requests.put(request, found.get(), token);
        }
    }

    private static void checkIsOurs(RoutingContext request, Sessions.Session session) {
        String shown = request.request().getHeader(SessionCookie.CSRF_HEADER);
        if (shown == null || !MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8),
                session.csrfToken().getBytes(StandardCharsets.UTF_8))) {
            throw new ProblemException(
                    Problem.forbidden("csrf", "A page must repeat the session's csrfToken in the header "
                            + SessionCookie.CSRF_HEADER + "."));
        }
    }
}
