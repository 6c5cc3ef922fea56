package org.lianzhen.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;

/** Ways to answer a request. */
public final class Answers {
    private static final String JSON = "application/json";
    private static final Executor ASIDE = task -> Thread.ofVirtual().name("answer").start(task);

    private Answers() {}

    /**
     * Answers when something is there, on the request's own event loop.
     *
     * @param stage completed on any thread; its failure becomes a problem
     * @param answer not called when the client has gone meanwhile
     */
    public static <T> void when(RoutingContext request, CompletionStage<T> stage, Consumer<T> answer) {
        Future.fromCompletionStage(stage, request.vertx().getOrCreateContext()).<@Nullable Void>map(result -> {
            if (!request.response().closed()) {
                answer.accept(result);
            }
            return null;
        }).onFailure(fault -> {
            if (!request.response().closed()) {
                request.fail(fault);
            }
        });
    }

    /**
     * Keeps an event, and answers when it is durable: nobody is shown what is not written down. A problem when it cannot be kept.
     *
     * @param answer not called when the client has gone meanwhile
     */
    public static void audited(RoutingContext request, AuditEvent event, Runnable answer) {
        when(request, Requests.audit(request).append(event), kept -> answer.run());
    }

    /** Makes on a virtual thread what would keep an event loop from its other requests for too long. */
    public static <T> CompletionStage<T> aside(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, ASIDE);
    }

    /** Ends an answer that has begun and cannot be completed, so that nobody takes it for whole. */
    public static void breakOff(RoutingContext request) {
        request.request().connection().close();
    }

    public static void json(RoutingContext request, JsonObject body) {
        json(request, 200, body);
    }

    public static void json(RoutingContext request, int status, JsonObject body) {
        request.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(body.toBuffer());
    }

    public static void json(RoutingContext request, JsonArray body) {
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(body.toBuffer());
    }

    /** Done, and there is nothing to tell. */
    public static void empty(RoutingContext request) {
        request.response().setStatusCode(204).end();
    }
}
