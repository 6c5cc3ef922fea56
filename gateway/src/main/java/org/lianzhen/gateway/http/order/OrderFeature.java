package org.lianzhen.gateway.http.order;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.access.Role;
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
import org.lianzhen.gateway.order.NewOrder;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderChange;
import org.lianzhen.gateway.order.OrderContent;
import org.lianzhen.gateway.order.OrderMove;
import org.lianzhen.gateway.order.OrderResult;
import org.lianzhen.gateway.order.OrderRules;
import org.lianzhen.gateway.order.OrderSearch;
import org.lianzhen.gateway.order.OrderState;
import org.lianzhen.gateway.order.OrderStep;
import org.lianzhen.gateway.order.OrderStore;

/** Orders of the caller's unit, and those that a study came of which the caller may see. */
public final class OrderFeature implements Feature {
    private static final String ORDERS = "/api/v1/orders";
    private static final String ORDER = ORDERS + "/:id";
    private static final int LONGEST_REASON = 500;

    private final OrderStore orders;
    private final Reach reach;
    private final AuditLog audit;

    /** @param reach whose orders somebody may see */
    public OrderFeature(OrderStore orders, Reach reach, AuditLog audit) {
        this.orders = orders;
        this.reach = reach;
        this.audit = audit;
    }

    @Override
    public void mount(Router router) {
        router.post(ORDERS).handler(Guard.of(Operation.PLACE_ORDERS)).handler(Bodies.handler()).handler(this::place);
        router.post(ORDERS + "/search").handler(Guard.of(Operation.VIEW_ORDERS)).handler(Bodies.handler())
                .handler(this::search);
        router.get(ORDER).handler(Guard.of(Operation.VIEW_ORDERS)).handler(this::show);
        router.put(ORDER).handler(Guard.of(Operation.PLACE_ORDERS)).handler(Bodies.handler()).handler(this::change);
        router.post(ORDER + "/cancel").handler(Guard.of(Operation.PLACE_ORDERS)).handler(Bodies.handler())
                .handler(this::cancel);
    }

    private void place(RoutingContext request) {
        Caller caller = Requests.caller(request);
        JsonObject body = Bodies.json(request);
        Order.Source source = caller.roles().contains(Role.HIS) ? Order.Source.REST : Order.Source.TYPED;
        var order = new NewOrder(caller.unit(), source, OrderReader.numbers(body),
                OrderReader.content(body, caller.unit()));
        OrderRules.problem(order).ifPresent(problem -> {
            throw OrderReader.wrong(problem);
        });
        Answers.when(request, orders.place(order, caller.actor(Operation.PLACE_ORDERS)), placing -> {
            switch (placing) {
                case OrderStore.Placing.Placed(Order placed) -> tell(request, 201, placed);
                case OrderStore.Placing.Known(Order known) -> tell(request, 200, known);
                case OrderStore.Placing.Taken(String what) -> throw new ProblemException(Problem.conflict(
                        "number-taken", "Another order has this \"" + what
                                + "\" already: give another one, or none to have one made."));
            }
        });
    }

    private void search(RoutingContext request) {
        Caller caller = Requests.caller(request);
        OrderSearch search = OrderReader.search(Bodies.json(request), reach.units(caller, Operation.VIEW_ORDERS));
        AuditEvent event = AuditEvent.success(caller.actor(Operation.VIEW_ORDERS), AuditAction.PATIENT_SEARCH, "")
                .with(Map.of("what", "orders"));
        Answers.when(request, audit.append(event).thenCompose(kept -> orders.search(search)),
                found -> Answers.json(request, OrderJson.items(found)));
    }

    private void show(RoutingContext request) {
        Caller caller = Requests.caller(request);
        UUID id = Requests.id(request, OrderFeature::unknown);
        AuditEvent event = AuditEvent.success(caller.actor(Operation.VIEW_ORDERS), AuditAction.ORDER_VIEW,
                id.toString());
        Answers.when(request,
                orders.find(id, reach.units(caller, Operation.VIEW_ORDERS))
                        .thenApply(found -> found.orElseThrow(OrderFeature::unknown))
                        .thenCompose(order -> audit.append(event).thenCompose(kept -> orders.history(id))
                                .thenApply(history -> OrderJson.of(order).put("history", OrderJson.history(history)))),
                json -> {
                    VersionTag.put(request, json.getInteger("version"));
                    Answers.json(request, json);
                });
    }

    private void change(RoutingContext request) {
        Caller caller = Requests.caller(request);
        OrderContent content = OrderReader.content(Bodies.json(request), caller.unit());
        OrderRules.problem(content).ifPresent(problem -> {
            throw OrderReader.wrong(problem);
        });
        var change = new OrderChange(Requests.id(request, OrderFeature::unknown), units(caller),
                VersionTag.wanted(request), content, caller.actor(Operation.PLACE_ORDERS));
        Answers.when(request, orders.change(change), result -> tell(request, 200, done(result)));
    }

    private void cancel(RoutingContext request) {
        Caller caller = Requests.caller(request);
        var step = new OrderStep(Requests.id(request, OrderFeature::unknown), units(caller), OrderMove.CANCEL,
                Bodies.text(Bodies.json(request), "reason", LONGEST_REASON), caller.actor(Operation.PLACE_ORDERS));
        Answers.when(request, orders.move(step), result -> tell(request, 200, done(result)));
    }

    private Set<String> units(Caller caller) {
        return reach.units(caller, Operation.PLACE_ORDERS);
    }

    private static Order done(OrderResult result) {
        return switch (result) {
            case OrderResult.Done(Order order) -> order;
            case OrderResult.Unknown() -> throw unknown();
            case OrderResult.Stale() -> throw new ProblemException(
                    Problem.stale("Somebody else has changed the order: get it, and change that."));
            case OrderResult.Refused(OrderState state) -> throw new ProblemException(Problem.conflict("order-state",
                    "The order is " + state + " already; look at it again."));
        };
    }

    private static void tell(RoutingContext request, int status, Order order) {
        VersionTag.put(request, order.version());
        Answers.json(request, status, OrderJson.of(order));
    }

    static ProblemException unknown() {
        return new ProblemException(
                Problem.notFound("no-such-order", "There is no such order here, or none that your unit may see."));
    }
}
