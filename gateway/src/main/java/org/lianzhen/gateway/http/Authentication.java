package org.lianzhen.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Sessions;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * Finds out who asks: by a bearer token (RFC 6750), or by the cookie of a page, which must prove with a header that the page is
 * ours before it changes anything. Who shows nothing passes as nobody.
 */
final class Authentication implements Handler<RoutingContext> {
    private static final String BEARER = "Bearer ";
    private static final String BACKGROUND = "X-Background";
    private static final Set<String> WITH_PASSWORD = Set.of("POST /api/v1/session", "POST /api/v1/session/unlock");
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Sessions sessions;

    Authentication(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void handle(RoutingContext request) {
        String bearer = bearer(request);
        String token = bearer != null ? bearer : SessionCookie.shown(request);
        if (token == null) {
            request.next();
            return;
        }
        request.request().pause();
        Answers.when(request, sessions.find(token, Requests.from(request), isActive(request)), found -> {
            // a token that has run out is as good as none: the route says what it thinks of that
            Sessions.Session session = found.orElse(null);
            if (session != null && bearer == null && isChange(request) && !isOurs(request, session)) {
                refuse(request, session);
                return;
            }
            if (session != null) {
                Requests.put(request, session, token);
            }
            request.request().resume();
            request.next();
        });
    }

    /** Whether somebody is there: a page says of what it asks for by itself that it is no sign of that. */
    private static boolean isActive(RoutingContext request) {
        return !"true".equalsIgnoreCase(request.request().getHeader(BACKGROUND))
                && !request.request().headers().contains(HttpHeaders.UPGRADE, "websocket", true);
    }

    /** Whoever shows the password again needs to show nothing else. */
    private static boolean isChange(RoutingContext request) {
        return !SAFE.contains(request.request().method())
                && !WITH_PASSWORD.contains(request.request().method() + " " + request.normalizedPath());
    }

    private static @Nullable String bearer(RoutingContext request) {
        String header = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    private static boolean isOurs(RoutingContext request, Sessions.Session session) {
        String shown = request.request().getHeader(SessionCookie.CSRF_HEADER);
        return shown != null && MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8),
                session.csrfToken().getBytes(StandardCharsets.UTF_8));
    }

    private static void refuse(RoutingContext request, Sessions.Session session) {
        Answers.audited(request, AuditEvent.refused(session.caller().actor(), AuditAction.ACCESS_REFUSE, "CSRF"),
                () -> {
                    request.request().resume();
                    throw new ProblemException(
                            Problem.forbidden("csrf", "A page must repeat the session's csrfToken in the header "
                                    + SessionCookie.CSRF_HEADER + "."));
                });
    }
}
