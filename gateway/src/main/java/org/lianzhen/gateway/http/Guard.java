package org.lianzhen.gateway.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Policy;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.access.Sessions;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a request pass when its caller is known and may do what the route is for. */
public final class Guard implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    static final Map<String, String> CHALLENGE = Map.of("WWW-Authenticate", "Bearer");

    private final Operation operation;

    private Guard(Operation operation) {
        this.operation = operation;
    }

    public static Handler<RoutingContext> of(Operation operation) {
        return new Guard(operation);
    }

    /** For what everybody may do who has an account, such as to change its password. */
    public static Handler<RoutingContext> loggedIn() {
        return request -> {
            if (known(request).caller().roles().contains(Role.PATIENT)) {
                throw new ProblemException(Problem.forbidden("no-account", "Whoever came by a link has no account."));
            }
            request.next();
        };
    }

    /** For what even those may do who came by a link and have no account. */
    public static Handler<RoutingContext> anySession() {
        return request -> {
            known(request);
            request.next();
        };
    }

    /** For what even a locked session may do: to be unlocked, and to end. */
    public static Handler<RoutingContext> evenLocked() {
        return request -> {
            shown(request);
            request.next();
        };
    }

    @Override
    public void handle(RoutingContext request) {
        require(request, operation, request::next);
    }

    /**
     * Goes on when the caller may do that. A refusal is on record before it is answered.
     *
     * @param next not called when the caller may not
     */
    public static void require(RoutingContext request, Operation operation, Runnable next) {
        known(request);
        Caller caller = Requests.caller(request);
        if (Policy.permits(caller, operation)) {
            Requests.put(request, operation);
            next.run();
            return;
        }
        LOG.info("{} at {} may not {}", caller.account(), caller.source(), operation);
        Answers.audited(request,
                AuditEvent.refused(caller.actor(operation), AuditAction.ACCESS_REFUSE, operation.name()), () -> {
                    throw new ProblemException(Problem.forbidden("no-right", "No role of this account allows "
                            + operation + "; ask the administrator of accounts for one."));
                });
    }

    private static Sessions.Session known(RoutingContext request) {
        Sessions.Session session = shown(request);
        if (session.standing().locked()) {
            throw new ProblemException(Problem.locked(), CHALLENGE);
        }
        return session;
    }

    private static Sessions.Session shown(RoutingContext request) {
        Sessions.Session session = Requests.sessionOrNull(request);
        if (session == null) {
            throw new ProblemException(Problem.unauthorized(), CHALLENGE);
        }
        return session;
    }
}
