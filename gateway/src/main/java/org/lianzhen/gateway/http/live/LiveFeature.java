package org.lianzhen.gateway.http.live;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Sessions;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The WebSocket of a browser at {@code /api/v1/live}: for pages of ours only, as long as their session is in force. */
public final class LiveFeature implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeature.class);
    private static final int LONGEST_MESSAGE = 1024;
    private static final short TRY_LATER = 1013;
    private static final short UNREADABLE = 1008;

    private final Live live;
    private final SessionCheck sessions;
    private final String build;
    private final LiveSocket.Pace pace;

    /** @param build of the client that is served; empty when there is none */
    public LiveFeature(Live live, SessionCheck sessions, String build) {
        this(live, sessions, build, LiveSocket.Pace.STANDARD);
    }

    LiveFeature(Live live, SessionCheck sessions, String build, LiveSocket.Pace pace) {
        this.live = live;
        this.sessions = sessions;
        this.build = build;
        this.pace = pace;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/v1/live").handler(Guard.anySession()).handler(this::open);
    }

    private void open(RoutingContext request) {
        HttpServerRequest asked = request.request();
        if (!"websocket".equalsIgnoreCase(asked.getHeader(HttpHeaders.UPGRADE))) {
            throw new ProblemException(new Problem(426, "websocket", "Only as a WebSocket",
                    "Open it as a WebSocket (RFC 6455)."));
        }
        if (!isOurs(asked.getHeader(HttpHeaders.ORIGIN), asked.getHeader(HttpHeaders.HOST))) {
            throw new ProblemException(Problem.forbidden("origin", "Only pages of this server may open it."));
        }
        Sessions.Session session = Requests.session(request);
        Context loop = request.vertx().getOrCreateContext();
        asked.toWebSocket().onSuccess(socket -> serve(request.vertx(), new LiveSocket(socket, loop, session), socket))
                .onFailure(fault -> {
                    LOG.debug("A WebSocket could not be opened: {}", String.valueOf(fault));
                    if (!request.response().headWritten() && !request.response().closed()) {
                        request.fail(400);
                    }
                });
    }

    /** A browser always says which site a page is of; programs, which no foreign page can drive, say nothing. */
    static boolean isOurs(@Nullable String origin, @Nullable String host) {
        if (origin == null) {
            return true;
        }
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void serve(Vertx vertx, LiveSocket live, ServerWebSocket socket) {
        socket.textMessageHandler(text -> heard(live, text));
        socket.exceptionHandler(fault -> LOG.debug("A WebSocket broke: {}", String.valueOf(fault)));
        long timer = vertx.setPeriodic(pace.beat().toMillis(), tick -> {
            if (live.beat()) {
                checkSession(live);
            }
        });
        socket.closeHandler(closed -> {
            vertx.cancelTimer(timer);
            this.live.leave(live);
        });
    }

    /** It says once what it has seen; nothing else is expected. */
    private void heard(LiveSocket socket, String text) {
        if (text.length() > LONGEST_MESSAGE || !socket.begins()) {
            socket.close(UNREADABLE, "unexpected");
            return;
        }
        try {
            var message = new JsonObject(text);
            boolean joined = live.join(socket, build, message.getString("epoch", ""), message.getLong("seq", 0L));
            if (!joined) {
                LOG.warn("More than {} browsers are connected; one more is refused", Live.MOST_SOCKETS);
                socket.close(TRY_LATER, "too many");
            }
        } catch (DecodeException | ClassCastException e) {
            socket.close(UNREADABLE, "unreadable");
        }
    }

    /** When nobody can tell, it stays open: it says nothing that needs the database's word at this moment, and is asked again soon. */
    private void checkSession(LiveSocket socket) {
        sessions.isOpen(socket.session()).whenComplete((open, fault) -> {
            if (fault != null) {
                LOG.debug("Nobody can tell whether a session is in force: {}", String.valueOf(fault));
            } else if (!open) {
                socket.sessionEnded();
            }
        });
    }
}
