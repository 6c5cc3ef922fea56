package org.lianzhen.gateway.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.From;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Sessions;
import org.lianzhen.gateway.audit.AuditLog;

/** What handlers ask of a request. */
public final class Requests {
    private static final String SESSION = "lianzhen.session";
    private static final String AUDIT = "lianzhen.audit";
    private static final String TOKEN = "lianzhen.token";
    private static final String OPERATION = "lianzhen.operation";
    private static final String ID = "lianzhen.request";

    private Requests() {}

    /** Who asks; only behind a {@link Guard}. */
    public static Caller caller(RoutingContext request) {
        return session(request).caller();
    }

    /** What the request is known by in the audit log and to its client; no secret. */
    public static String id(RoutingContext request) {
        return Objects.requireNonNullElse(request.<@Nullable String>get(ID), "");
    }

    static void putId(RoutingContext request, String id) {
        request.put(ID, id);
    }

    /** By which session; only behind a {@link Guard}. */
    public static Sessions.Session session(RoutingContext request) {
        return Objects.requireNonNull(sessionOrNull(request), "a route without guard asks for its caller");
    }

    /** The token that the session was found by; only behind a {@link Guard}. */
    public static String token(RoutingContext request) {
        return Objects.requireNonNull(request.<String>get(TOKEN), "a route without guard asks for its token");
    }

    /** What the route is for; only behind a {@link Guard} of an operation. */
    public static Operation operation(RoutingContext request) {
        return Objects.requireNonNull(request.<Operation>get(OPERATION), "a route without guard asks what it is for");
    }

    static void put(RoutingContext request, Operation operation) {
        request.put(OPERATION, operation);
    }

    static Sessions.@Nullable Session sessionOrNull(RoutingContext request) {
        return request.get(SESSION);
    }

    static void put(RoutingContext request, Sessions.Session session, String token) {
        request.put(SESSION, session).put(TOKEN, token);
    }

    /** Where events of this request are kept; most use {@link Answers#audited}. */
    public static AuditLog audit(RoutingContext request) {
        return Objects.requireNonNull(request.<AuditLog>get(AUDIT), "a route outside the site asks for the audit log");
    }

    static void put(RoutingContext request, AuditLog audit) {
        request.put(AUDIT, audit);
    }

    /** The identifier of ours that the path names; what is none is unknown like any other. */
    public static UUID id(RoutingContext request, Supplier<ProblemException> unknown) {
        try {
            return UUID.fromString(request.pathParam("id"));
        } catch (IllegalArgumentException e) {
            throw unknown.get();
        }
    }

    /** Where the request comes from, for those who write down who was let in. */
    public static From from(RoutingContext request) {
        return new From(source(request), id(request));
    }

    /** Network address that the request came from. */
    public static String source(RoutingContext request) {
        var address = request.request().remoteAddress();
        return address == null || address.hostAddress() == null ? "" : address.hostAddress();
    }
}
