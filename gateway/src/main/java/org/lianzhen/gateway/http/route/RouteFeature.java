package org.lianzhen.gateway.http.route;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Policy;
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
import org.lianzhen.gateway.member.Period;
import org.lianzhen.gateway.route.NotRehearsedException;
import org.lianzhen.gateway.route.RouteChange;
import org.lianzhen.gateway.route.RouteDirectory;
import org.lianzhen.gateway.route.RouteVersion;
import org.lianzhen.gateway.route.Routes;
import org.lianzhen.gateway.route.RoutesException;
import org.lianzhen.gateway.route.Routing;

/** Routes below {@code /api/v1/routes}. */
public final class RouteFeature implements Feature {
    private static final String ROOT = "/api/v1/routes";
    private static final int LARGEST_DOCUMENT = 1024 * 1024;
    private static final int LONGEST_REASON = 500;
    private static final int VERSIONS_TOLD = 100;
    private static final int REHEARSALS_TOLD = 100;

    private final RouteDirectory routes;
    private final AuditLog audit;

    /** @param audit is told of every change before it happens */
    public RouteFeature(RouteDirectory routes, AuditLog audit) {
        this.routes = routes;
        this.audit = audit;
    }

    @Override
    public void mount(Router router) {
        router.get(ROOT + "/in-force").handler(Guard.of(Operation.VIEW_DELIVERIES)).handler(this::inForce);
        router.get(ROOT).handler(Guard.of(Operation.EDIT_ROUTES))
                .handler(request -> Answers.when(request, routes.newest(), newest -> tell(request, newest)));
        router.get(ROOT + "/versions").handler(Guard.of(Operation.EDIT_ROUTES))
                .handler(request -> Answers.when(request, routes.versions(VERSIONS_TOLD),
                        all -> Answers.json(request, new JsonObject().put("items",
                                new JsonArray(all.stream().map(RouteFeature::json).toList())))));
        router.put(ROOT).handler(Guard.of(Operation.EDIT_ROUTES)).handler(Bodies.handler(2 * LARGEST_DOCUMENT))
                .handler(this::replace);
        router.get(ROOT + "/rehearsals").handler(Guard.of(Operation.EDIT_ROUTES))
                .handler(request -> Answers.when(request, routes.rehearsals(REHEARSALS_TOLD),
                        all -> Answers.json(request, new JsonObject().put("items",
                                new JsonArray(all.stream().map(RehearsalJson::of).toList())))));
        router.post(ROOT + "/comparison").handler(Guard.of(Operation.EDIT_ROUTES))
                .handler(Bodies.handler(2 * LARGEST_DOCUMENT)).handler(this::compare);
        router.post(ROOT + "/rehearsal").handler(Guard.of(Operation.EDIT_ROUTES))
                .handler(Bodies.handler(2 * LARGEST_DOCUMENT)).handler(this::rehearse);
    }

    /** Whoever may see the document sees all of them here, too. */
    private void inForce(RoutingContext request) {
        Caller caller = Requests.caller(request);
        Optional<Routes> told = Policy.permits(caller, Operation.EDIT_ROUTES)
                ? routes.routing().map(Routing::routes)
                : routes.concerning(caller.unit());
        Answers.json(request, RouteJson.of(told.orElseThrow(() -> new ProblemException(
                Problem.unavailable("Which routes are in force is not known at the moment.")))));
    }

    private static JsonObject json(RouteVersion version) {
        return new JsonObject().put("version", version.number()).put("author", version.author())
                .put("madeAt", version.madeAt().toString()).put("reason", version.reason())
                .put("document", version.document());
    }

    private static void tell(RoutingContext request, RouteVersion version) {
        VersionTag.put(request, version.number());
        Answers.json(request, json(version));
    }

    private static String document(RoutingContext request) {
        return Bodies.text(Bodies.json(request), "document", LARGEST_DOCUMENT);
    }

    private static String reason(JsonObject body) {
        return body.containsKey("reason") ? Bodies.text(body, "reason", LONGEST_REASON) : "";
    }

    private void replace(RoutingContext request) {
        Caller caller = Requests.caller(request);
        boolean atOnce = Boolean.TRUE.equals(Bodies.json(request).getValue("withoutRehearsal"));
        var change = new RouteChange(VersionTag.wanted(request), caller.account(), document(request), atOnce)
                .because(reason(Bodies.json(request)));
        AuditEvent event = AuditEvent.success(caller.actor(Operation.EDIT_ROUTES), AuditAction.ROUTE_CHANGE,
                "routes/" + (change.base() + 1)).with(atOnce ? Map.of("withoutRehearsal", "true") : Map.of());
        Supplier<CompletionStage<Void>> failed = () -> audit.append(new AuditEvent(event.actor(), event.action(),
                AuditEvent.Outcome.FAILED, event.object(), event.details()));
        Answers.when(request, audit.append(event)
                .thenCompose(kept -> explained(routes.replace(change), failed))
                .thenCompose(added -> added.isPresent()
                        ? CompletableFuture.completedStage(added)
                        : failed.get().thenApply(kept -> added)),
                added -> tell(request, added.orElseThrow(() -> new ProblemException(
                        Problem.stale("Somebody else has changed the routes: get them, and change those.")))));
    }

    private void rehearse(RoutingContext request) {
        Period days = RehearsalJson.days(Bodies.json(request));
        Answers.when(request, explained(routes.rehearse(Requests.caller(request).account(), document(request), days),
                () -> CompletableFuture.completedStage(null)),
                rehearsal -> Answers.json(request, RehearsalJson.of(rehearsal)));
    }

    /** Nothing is kept, and nothing told of a patient. */
    private void compare(RoutingContext request) {
        Period days = RehearsalJson.days(Bodies.json(request));
        Answers.when(request, explained(routes.compare(document(request), days),
                () -> CompletableFuture.completedStage(null)),
                found -> Answers.json(request, RehearsalJson.of(found)));
    }

    /**
     * What is wrong with a document is said to whoever sent it.
     *
     * @param first is done before
     */
    private static <T> CompletionStage<T> explained(CompletionStage<T> work, Supplier<CompletionStage<Void>> first) {
        return work.exceptionallyCompose(fault -> {
            Throwable cause = fault instanceof CompletionException wrapped && wrapped.getCause() != null
                    ? wrapped.getCause() : fault;
            return switch (cause) {
                case RoutesException wrong -> first.get().thenCompose(done -> CompletableFuture.failedStage(
                        new ProblemException(Problem.unprocessable("routes", String.join("; ", wrong.problems())))));
                case NotRehearsedException early -> first.get().thenCompose(done -> CompletableFuture.failedStage(
                        new ProblemException(Problem.conflict("not-rehearsed", early.getMessage()
                                + "; or say \"withoutRehearsal\", which is put on record"))));
                default -> CompletableFuture.failedStage(fault);
            };
        });
    }
}
