package org.lianzhen.gateway.http.conflict;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.archive.Search.Page;
import org.lianzhen.gateway.archive.conflict.Alerts;
import org.lianzhen.gateway.archive.conflict.Decision;
import org.lianzhen.gateway.archive.conflict.ParkedInstance;
import org.lianzhen.gateway.archive.conflict.ParkedInstances;
import org.lianzhen.gateway.archive.conflict.ParkedInstances.Stage;
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
import org.lianzhen.gateway.member.MemberDirectory;

/** Lists and decides; whoever decides does so for the unit of their account. */
public final class ConflictFeature implements Feature {
    private static final String PARKED = "/api/v1/archive/parked";
    private static final String ALERTS = "/api/v1/alerts";
    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 200;
    private static final int LARGEST_OFFSET = 100_000;
    private static final int LONGEST_REASON = 500;

    private final ParkedInstances parked;
    private final Alerts alerts;
    private final Reach reach;
    private final AuditLog audit;

    /** @param members whose agreements say what a caller reaches */
    public ConflictFeature(ParkedInstances parked, Alerts alerts, MemberDirectory members, AuditLog audit) {
        this.parked = parked;
        this.alerts = alerts;
        this.reach = new Reach(members);
        this.audit = audit;
    }

    @Override
    public void mount(Router router) {
        router.get(PARKED).handler(Guard.of(Operation.VIEW_CONFLICTS)).handler(this::list);
        router.get(PARKED + "/:id").handler(Guard.of(Operation.VIEW_CONFLICTS)).handler(this::show);
        decision(router, PARKED + "/:id/release", parked::release);
        decision(router, PARKED + "/:id/reject", parked::reject);
        router.get(ALERTS).handler(Guard.of(Operation.VIEW_CONFLICTS)).handler(this::alerts);
        decision(router, ALERTS + "/:id/settle", alerts::settle);
    }

    private void decision(Router router, String path,
            Function<Decision, CompletionStage<Decision.Result>> decide) {
        router.post(path).handler(Guard.of(Operation.SETTLE_CONFLICTS)).handler(Bodies.handler())
                .handler(request -> Answers.when(request, decide.apply(wanted(request)),
                        result -> answer(request, result)));
    }

    private Decision wanted(RoutingContext request) {
        Caller caller = Requests.caller(request);
        return new Decision(Requests.id(request, ConflictFeature::unknown),
                reach.units(caller, Operation.SETTLE_CONFLICTS),
                caller.actor(Operation.SETTLE_CONFLICTS),
                Bodies.text(Bodies.json(request), "reason", LONGEST_REASON));
    }

    private static void answer(RoutingContext request, Decision.Result result) {
        switch (result) {
            case Decision.Result.Done() -> Answers.empty(request);
            case Decision.Result.Unknown() -> throw unknown();
            case Decision.Result.NotYours() -> throw new ProblemException(Problem.forbidden("other-unit",
                    "Another unit owns what this contradicts, and decides."));
            case Decision.Result.Already(String state) -> throw new ProblemException(Problem.conflict("already-decided",
                    "It is " + state + " already; look at it again."));
            case Decision.Result.StillCompared() -> throw new ProblemException(Problem.conflict("still-compared",
                    "Whether it differs at all is still being found out; try again in a minute."));
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("nothing-to-decide", "There is nothing to decide under this id."));
    }

    private void list(RoutingContext request) {
        Caller caller = Requests.caller(request);
        Stage stage = stage(request);
        Page page = page(request);
        AuditEvent event = AuditEvent.success(caller.actor(Operation.VIEW_CONFLICTS), AuditAction.PATIENT_SEARCH, "")
                .with(Map.of("what", "parked instances", "stage", stage.name()));
        Answers.when(request,
                audit.append(event)
                        .thenCompose(kept -> parked.list(reach.units(caller, Operation.VIEW_CONFLICTS), stage, page)),
                found -> Answers.json(request, items(found, ParkedJson::of)));
    }

    private void show(RoutingContext request) {
        Caller caller = Requests.caller(request);
        UUID id = Requests.id(request, ConflictFeature::unknown);
        Answers.when(request, parked.find(reach.units(caller, Operation.VIEW_CONFLICTS), id).thenCompose(found -> {
            ParkedInstance one = found.orElseThrow(ConflictFeature::unknown);
            AuditEvent event = AuditEvent.success(caller.actor(Operation.VIEW_CONFLICTS), AuditAction.STUDY_VIEW,
                    one.parked().place().studyInstanceUid());
            return audit.append(event).thenApply(kept -> one);
        }), one -> Answers.json(request, ParkedJson.of(one)));
    }

    private void alerts(RoutingContext request) {
        Answers.when(request,
                alerts.open(reach.units(Requests.caller(request), Operation.VIEW_CONFLICTS), page(request)),
                found -> Answers.json(request, items(found, ParkedJson::of)));
    }

    private static <T> JsonObject items(List<T> found, Function<T, JsonObject> json) {
        return new JsonObject().put("items", new JsonArray(found.stream().map(json).toList()));
    }

    private static Stage stage(RoutingContext request) {
        String stage = request.queryParams().get("stage");
        return switch (stage == null ? "waiting" : stage.toLowerCase(Locale.ROOT)) {
            case "waiting" -> Stage.WAITING;
            case "decided" -> Stage.DECIDED;
            default -> throw new ProblemException(Problem.badRequest("stage", "stage is waiting or decided."));
        };
    }

    private static Page page(RoutingContext request) {
        return new Page(number(request, "offset", 0, LARGEST_OFFSET),
                Math.max(1, number(request, "limit", USUAL_PAGE, LARGEST_PAGE)));
    }

    private static int number(RoutingContext request, String name, int usual, int most) {
        String text = request.queryParams().get(name);
        if (text == null) {
            return usual;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > most) {
            throw new ProblemException(Problem.badRequest(name, name + " is a number up to " + most + "."));
        }
        return Integer.parseInt(text);
    }
}
