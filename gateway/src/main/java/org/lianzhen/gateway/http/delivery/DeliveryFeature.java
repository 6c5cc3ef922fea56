package org.lianzhen.gateway.http.delivery;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.delivery.AnswerWords;
import org.lianzhen.gateway.delivery.DeliveryDesk;
import org.lianzhen.gateway.delivery.DeliveryPage;
import org.lianzhen.gateway.delivery.DeliverySelection;
import org.lianzhen.gateway.delivery.DestinationLoad;
import org.lianzhen.gateway.delivery.LineState;
import org.lianzhen.gateway.http.AcceptLanguage;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.route.RouteDirectory;

/** Routes below {@code /api/v1/deliveries}. Nothing here names a patient. */
public final class DeliveryFeature implements Feature {
    private static final String ROOT = "/api/v1/deliveries";
    private static final int STUDIES_TOLD = 200;
    private static final int INSTANCES_TOLD = 1000;

    private final DeliveryDesk desk;
    private final Reach reach;
    private final RouteDirectory routes;
    private final Function<String, Optional<LineState>> lines;

    /**
     * @param routes which tell whose the destinations are
     * @param lines how destinations answer to this process, by their codes
     */
    public DeliveryFeature(DeliveryDesk desk, MemberDirectory members, RouteDirectory routes,
            Function<String, Optional<LineState>> lines) {
        this.desk = desk;
        this.reach = new Reach(members);
        this.routes = routes;
        this.lines = lines;
    }

    @Override
    public void mount(Router router) {
        router.get(ROOT).handler(Guard.of(Operation.VIEW_DELIVERIES)).handler(this::list);
        router.get(ROOT + "/destinations").handler(Guard.of(Operation.VIEW_DELIVERIES)).handler(
                request -> Answers.when(request, loads(Requests.caller(request)),
                        all -> Answers.json(request, items(all,
                                load -> DeliveryJson.of(load, lines.apply(load.destination()).orElse(null))))));
        router.get(ROOT + "/:study").handler(Guard.of(Operation.VIEW_DELIVERIES)).handler(this::study);
        router.get(ROOT + "/:study/:destination").handler(Guard.of(Operation.VIEW_DELIVERIES))
                .handler(this::instances);
        var orders = new Orders(desk, reach);
        router.post(ROOT + "/orders").handler(Guard.of(Operation.CHANGE_DELIVERIES)).handler(Bodies.handler())
                .handler(orders::ofMany);
        router.post(ROOT + "/:study/:destination").handler(Guard.of(Operation.CHANGE_DELIVERIES))
                .handler(Bodies.handler()).handler(orders::ofStudy);
        router.post(ROOT + "/:study/:destination/:instance").handler(Guard.of(Operation.CHANGE_DELIVERIES))
                .handler(Bodies.handler()).handler(orders::ofInstance);
    }

    private static <T> JsonObject items(List<T> found, Function<T, JsonObject> json) {
        return new JsonObject().put("items", new JsonArray(found.stream().map(json).toList()));
    }

    /** Of what goes to other units' destinations only the caller's unit's own. */
    private CompletionStage<List<DestinationLoad>> loads(Caller caller) {
        return reach.everywhere(caller, Operation.VIEW_DELIVERIES) ? desk.loads()
                : desk.loads(reach.units(caller, Operation.CHANGE_DELIVERIES), routes.destinationsOf(caller.unit()));
    }

    private static DeliveryJson json(RoutingContext request) {
        return new DeliveryJson(AnswerWords.in(AcceptLanguage.of(request)));
    }

    private Set<String> visible(RoutingContext request) {
        return reach.units(Requests.caller(request), Operation.VIEW_DELIVERIES);
    }

    private void list(RoutingContext request) {
        DeliverySelection selection = new Selections(name -> said(request, name)).of(visible(request));
        DeliveryJson json = json(request);
        Answers.when(request, desk.page(selection, after(request), limit(request, STUDIES_TOLD)), page -> {
            JsonObject answer = items(page.items(), json::of);
            page.next().ifPresent(next -> answer.put("next", Positions.text(next)));
            Answers.json(request, answer);
        });
    }

    private static @Nullable String said(RoutingContext request, String name) {
        String value = request.request().getParam(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private static DeliveryPage.Position after(RoutingContext request) {
        String text = said(request, "after");
        return text == null ? DeliveryPage.Position.START : Positions.of(text);
    }

    private static int limit(RoutingContext request, int most) {
        String text = said(request, "limit");
        if (text == null) {
            return most;
        }
        int limit = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > most) {
            throw new ProblemException(Problem.badRequest("parameter", "\"limit\" must be 1 to " + most + "."));
        }
        return limit;
    }

    private void instances(RoutingContext request) {
        var selection = DeliverySelection.of(visible(request), path(request, "study"), path(request, "destination"));
        String after = Objects.requireNonNullElse(said(request, "after"), "");
        int limit = limit(request, INSTANCES_TOLD);
        DeliveryJson json = json(request);
        Answers.when(request, desk.instances(selection, after, limit), found -> {
            if (found.isEmpty() && after.isEmpty()) {
                throw unknown();
            }
            JsonObject answer = items(found, json::of);
            if (found.size() == limit) {
                answer.put("next", found.getLast().sopInstanceUid());
            }
            Answers.json(request, answer);
        });
    }

    private void study(RoutingContext request) {
        DeliveryJson json = json(request);
        Answers.when(request, desk.ofStudy(path(request, "study"), visible(request)), found -> {
            if (found.isEmpty()) {
                throw unknown();
            }
            Answers.json(request, items(found, json::of));
        });
    }

    static String path(RoutingContext request, String name) {
        return Objects.requireNonNull(request.pathParam(name), name);
    }

    static ProblemException unknown() {
        return new ProblemException(Problem.notFound("no-delivery",
                "Nothing of this study that you may see was ever to be delivered there in such a state."));
    }
}
