package org.lianzhen.gateway.http.dicomweb.store;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sees to a client that gets its answer while it still sends: it is told that the connection ends, gets a moment to read the
 * answer, and is not listened to any longer.
 */
final class EarlyAnswer {
    private static final long MOMENT_MILLIS = 2_000;
    private static final long DROPPED_BYTES = 1024 * 1024;

    private EarlyAnswer() {}

    static void watch(RoutingContext routed) {
        HttpServerRequest request = routed.request();
        routed.addHeadersEndHandler(now -> {
            if (!request.isEnded()) {
                routed.response().putHeader("Connection", "close");
            }
        });
        routed.addEndHandler(ended -> {
            if (!request.isEnded() && !routed.response().closed()) {
                end(routed.vertx(), request);
            }
        });
        routed.next();
    }

    private static void end(Vertx vertx, HttpServerRequest request) {
        var dropped = new AtomicLong();
        request.handler(bytes -> {
            if (dropped.addAndGet(bytes.length()) > DROPPED_BYTES) {
                request.pause();
            }
        }).endHandler(sent -> request.connection().close()).resume();
        vertx.setTimer(MOMENT_MILLIS, now -> request.connection().close());
    }
}
