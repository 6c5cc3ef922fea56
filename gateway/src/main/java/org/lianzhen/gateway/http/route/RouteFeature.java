package org.lianzhen.gateway.http.route;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.VersionTag;
import org.lianzhen.gateway.route.Rehearsal;
import org.lianzhen.gateway.route.RouteDirectory;
import org.lianzhen.gateway.route.RouteVersion;
import org.lianzhen.gateway.route.RoutesException;

/** Routes below {@code /api/v1/routes}. */
public final class RouteFeature implements Feature {
    private static final String ROOT = "/api/v1/routes";
    private static final int LARGEST_DOCUMENT = 1024 * 1024;
    private static final int VERSIONS_TOLD = 100;

    private final RouteDirectory routes;
    private final AuditLog audit;

    /** @param audit is told of every change before it happens */
    public RouteFeature(RouteDirectory routes, AuditLog audit) {
        this.routes = routes;
        this.audit = audit;
    }

    @Override
    public void mount(Router router) {
        router.get(ROOT).handler(Guard.of(Operation.VIEW_DELIVERIES))
                .handler(request -> Answers.when(request, routes.newest(), newest -> tell(request, newest)));
        router.get(ROOT + "/versions").handler(Guard.of(Operation.VIEW_DELIVERIES))
                .handler(request -> Answers.when(request, routes.versions(VERSIONS_TOLD),
                        all -> Answers.json(request, new JsonObject().put("items",
                                new JsonArray(all.stream().map(RouteFeature::json).toList())))));
        router.put(ROOT).handler(Guard.of(Operation.EDIT_ROUTES)).handler(Bodies.handler(2 * LARGEST_DOCUMENT))
                .handler(this::replace);
        router.post(ROOT + "/rehearsal").handler(Guard.of(Operation.EDIT_ROUTES))
                .handler(Bodies.handler(2 * LARGEST_DOCUMENT)).handler(this::rehearse);
    }

    private static JsonObject json(RouteVersion version) {
        return new JsonObject().put("version", version.number()).put("author", version.author())
                .put("madeAt", version.madeAt().toString()).put("document", version.document());
    }

    private static void tell(RoutingContext request, RouteVersion version) {
        VersionTag.put(request, version.number());
        Answers.json(request, json(version));
    }

    private static String document(RoutingContext request) {
        return Bodies.text(Bodies.json(request), "document", LARGEST_DOCUMENT);
    }

    private void replace(RoutingContext request) {
        int base = VersionTag.wanted(request);
        String document = document(request);
        Caller caller = Requests.caller(request);
        AuditEvent event = AuditEvent.success(caller.actor(Operation.EDIT_ROUTES), AuditAction.ROUTE_CHANGE,
                "routes/" + (base + 1));
        Answers.when(request, audit.append(event)
                .thenCompose(kept -> explained(routes.replace(base, caller.account(), document),
                        () -> failed(caller, base)))
                .thenCompose(added -> added.isPresent()
                        ? CompletableFuture.completedStage(added)
                        : failed(caller, base).thenApply(kept -> added)),
                added -> tell(request, added.orElseThrow(() -> new ProblemException(
                        Problem.stale("Somebody else has changed the routes: get them, and change those.")))));
    }

    private CompletionStage<Void> failed(Caller caller, int base) {
        return audit.append(new AuditEvent(caller.actor(Operation.EDIT_ROUTES), AuditAction.ROUTE_CHANGE,
                AuditEvent.Outcome.FAILED, "routes/" + (base + 1), Map.of()));
    }

    private void rehearse(RoutingContext request) {
        Answers.when(request, explained(routes.rehearse(document(request)),
                () -> CompletableFuture.completedStage(null)),
                rehearsal -> Answers.json(request, json(rehearsal)));
    }

    private static JsonObject json(Rehearsal rehearsal) {
        List<JsonObject> lines = rehearsal.lines().stream()
                .map(line -> new JsonObject().put("route", line.route()).put("destination", line.destination())
                        .put("studies", line.studies()).put("withoutRight", line.withoutRight()))
                .toList();
        return new JsonObject().put("studies", rehearsal.studies()).put("nowhere", rehearsal.nowhere()).put("lines",
                new JsonArray(lines));
    }

    /**
     * What is wrong with a document is said to whoever sent it.
     *
     * @param first is done before
     */
    private static <T> CompletionStage<T> explained(CompletionStage<T> work, Supplier<CompletionStage<?>> first) {
        return work.exceptionallyCompose(fault -> {
            Throwable cause = fault instanceof CompletionException wrapped && wrapped.getCause() != null
                    ? wrapped.getCause() : fault;
            return cause instanceof RoutesException wrong
                    ? first.get().thenCompose(done -> CompletableFuture.failedStage(new ProblemException(
                            Problem.unprocessable("routes", String.join("; ", wrong.problems())))))
                    : CompletableFuture.failedStage(fault);
        });
    }
}
