package org.lianzhen.gateway.http.delivery;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.delivery.DeliveryDesk;
import org.lianzhen.gateway.delivery.DeliveryOrder;
import org.lianzhen.gateway.delivery.DeliveryOrder.Action;
import org.lianzhen.gateway.delivery.DeliverySelection;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.member.Urgency;

/** What people want done about deliveries: about a study at a destination, an instance of it, or all of a kind. */
final class Orders {
    private static final int LONGEST_WORD = 32;

    private final DeliveryDesk desk;
    private final Reach reach;

    Orders(DeliveryDesk desk, Reach reach) {
        this.desk = desk;
        this.reach = reach;
    }

    void ofStudy(RoutingContext request) {
        carryOut(request, one(request));
    }

    void ofInstance(RoutingContext request) {
        carryOut(request, one(request).instance(DeliveryFeature.path(request, "instance")));
    }

    private DeliverySelection one(RoutingContext request) {
        return DeliverySelection.of(reach.units(Requests.caller(request), Operation.CHANGE_DELIVERIES),
                DeliveryFeature.path(request, "study"),
                DeliveryFeature.path(request, "destination"));
    }

    private void carryOut(RoutingContext request, DeliverySelection selection) {
        Answers.when(request, desk.carryOut(order(request, selection)), done -> {
            if (done.instances() == 0) {
                throw DeliveryFeature.unknown();
            }
            Answers.json(request, json(done));
        });
    }

    private DeliveryOrder order(RoutingContext request, DeliverySelection selection) {
        JsonObject body = Bodies.json(request);
        Action action = choice(body, "action", Action.class);
        Urgency priority = action == Action.PRIORITISE ? choice(body, "priority", Urgency.class) : Urgency.ROUTINE;
        return new DeliveryOrder(selection, action, priority,
                Requests.caller(request).actor(Operation.CHANGE_DELIVERIES));
    }

    private static <E extends Enum<E>> E choice(JsonObject body, String name, Class<E> type) {
        return Selections.choice(name, Bodies.text(body, name, LONGEST_WORD), type);
    }

    /** Nobody shall change everything by leaving something out. */
    void ofMany(RoutingContext request) {
        JsonObject body = Bodies.json(request);
        if (!(body.getValue("of") instanceof JsonObject of) || of.isEmpty()) {
            throw Selections.wrong("of", "an object that says which deliveries are meant");
        }
        var selection = new Selections(name -> of.containsKey(name) ? Objects.toString(of.getValue(name)) : null)
                .of(reach.units(Requests.caller(request), Operation.CHANGE_DELIVERIES));
        DeliveryOrder order = order(request, selection);
        if (order.action().isAboutEnded() && (selection.destination() == null || selection.state() == null
                || !selection.state().hasEnded())) {
            throw Selections.wrong("of", "of a destination and of a state that ends a delivery, to do that");
        }
        if (!order.action().isAboutEnded() && selection.state() != null && selection.state().hasEnded()) {
            throw Selections.wrong("of", "of open deliveries");
        }
        boolean preview = Boolean.TRUE.equals(body.getValue("preview"));
        Answers.when(request, preview ? desk.preview(order) : desk.carryOut(order),
                done -> Answers.json(request, json(done)));
    }

    private static JsonObject json(DeliveryOrder.Extent done) {
        return new JsonObject().put("instances", done.instances()).put("more", done.more());
    }
}
