package org.lianzhen.gateway.http.delivery;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.delivery.DeliveryDesk;
import org.lianzhen.gateway.delivery.DeliveryOrder;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.route.Urgency;

/** Routes below {@code /api/v1/deliveries}. Nothing here names a patient. */
public final class DeliveryFeature implements Feature {
    private static final String ROOT = "/api/v1/deliveries";
    private static final int STUDIES_TOLD = 200;
    private static final int LONGEST_WORD = 32;

    private final DeliveryDesk desk;
    private final MemberDirectory members;

    public DeliveryFeature(DeliveryDesk desk, MemberDirectory members) {
        this.desk = desk;
        this.members = members;
    }

    @Override
    public void mount(Router router) {
        router.get(ROOT).handler(Guard.of(Operation.VIEW_DELIVERIES)).handler(this::open);
        router.get(ROOT + "/destinations").handler(Guard.of(Operation.VIEW_DELIVERIES)).handler(
                request -> Answers.when(request, desk.loads(), all -> items(request, all, DeliveryJson::of)));
        router.get(ROOT + "/:study").handler(Guard.of(Operation.VIEW_DELIVERIES)).handler(this::study);
        router.post(ROOT + "/:study/:destination").handler(Guard.of(Operation.CHANGE_DELIVERIES))
                .handler(Bodies.handler()).handler(this::order);
    }

    private static <T> void items(RoutingContext request, List<T> found, Function<T, JsonObject> json) {
        Answers.json(request, new JsonObject().put("items", new JsonArray(found.stream().map(json).toList())));
    }

    /** Whose studies the caller may see. */
    private Set<String> visible(RoutingContext request) {
        return members.readableBy(Requests.caller(request).unit());
    }

    private void open(RoutingContext request) {
        Answers.when(request, desk.open(visible(request), STUDIES_TOLD),
                found -> items(request, found, DeliveryJson::of));
    }

    private void study(RoutingContext request) {
        Answers.when(request, desk.ofStudy(path(request, "study"), visible(request)), found -> {
            if (found.isEmpty()) {
                throw unknown();
            }
            items(request, found, DeliveryJson::of);
        });
    }

    private static String path(RoutingContext request, String name) {
        return Objects.requireNonNull(request.pathParam(name), name);
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("no-delivery",
                "Nothing of this study that you may see was ever to be delivered there in such a state."));
    }

    private void order(RoutingContext request) {
        Caller caller = Requests.caller(request);
        JsonObject body = Bodies.json(request);
        DeliveryOrder.Action action = choice(body, "action", DeliveryOrder.Action.class);
        Urgency priority = action == DeliveryOrder.Action.PRIORITISE
                ? choice(body, "priority", Urgency.class)
                : Urgency.ROUTINE;
        var order = new DeliveryOrder(path(request, "study"), path(request, "destination"), action, priority,
                Set.of(caller.unit()), caller.actor(Operation.CHANGE_DELIVERIES));
        Answers.when(request, desk.carryOut(order), count -> {
            if (count == 0) {
                throw unknown();
            }
            Answers.json(request, new JsonObject().put("instances", count));
        });
    }

    private static <E extends Enum<E>> E choice(JsonObject body, String name, Class<E> type) {
        String text = Bodies.text(body, name, LONGEST_WORD).toUpperCase(Locale.ROOT);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw new ProblemException(Problem.unprocessable("field",
                "\"" + name + "\" must be one of " + List.of(type.getEnumConstants()) + "."));
    }
}
