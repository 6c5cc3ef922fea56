package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.dicomweb.Resources;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.notify.RosterStore;
import org.lianzhen.gateway.reading.critical.CriticalMove;
import org.lianzhen.gateway.reading.critical.CriticalRules;
import org.lianzhen.gateway.reading.critical.CriticalStep;
import org.lianzhen.gateway.reading.critical.CriticalValue;
import org.lianzhen.gateway.reading.critical.CriticalValues;
import org.lianzhen.gateway.reading.critical.CriticalWork;
import org.lianzhen.gateway.reading.queue.ReadingRuleBook;

/** Critical values: raised by whoever reads or examines, read back and handled by whoever treats the patient. */
public final class CriticalFeature implements Feature {
    private static final String VALUES = "/api/v1/critical-values";
    private static final String VALUE = VALUES + "/:id";
    private static final String OF_STUDY = "/api/v1/studies/:study/critical-values";
    private static final int MOST = 500;
    private static final int LONGEST = 2000;
    private static final int LONGEST_NAME = 100;

    private final Base base;
    private final Reach reach;
    private final CriticalJson json;
    private final DutyPhones phones;

    /** What it stands on. */
    public record Base(CriticalValues values, ReadingRuleBook rules, RosterStore rosters, MemberDirectory members,
            InstantSource clock) {}

    public CriticalFeature(Base base) {
        this.base = base;
        this.reach = new Reach(base.members());
        this.json = new CriticalJson(base.members());
        this.phones = new DutyPhones(base.rosters(), base.values(), base.clock());
    }

    @Override
    public String contract() {
        return "critical.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get("/api/v1/critical-items").handler(Guard.of(Operation.VIEW_CRITICAL))
                .handler(request -> Answers.json(request, CriticalJson.of(rules())));
        router.get(VALUES).handler(Guard.of(Operation.VIEW_CRITICAL)).handler(this::list);
        router.get(VALUE).handler(Guard.of(Operation.VIEW_CRITICAL)).handler(this::one);
        router.get(OF_STUDY).handler(Guard.of(Operation.VIEW_CRITICAL)).handler(this::ofStudy);
        router.post(OF_STUDY).handler(Guard.of(Operation.RAISE_CRITICAL)).handler(Bodies.handler())
                .handler(this::raise);
        step(router, "acknowledge", Operation.ANSWER_CRITICAL, body -> new Wanted(CriticalMove.ACKNOWLEDGE,
                CriticalStep.How.PAGE, "", text(body, "readBack")));
        step(router, "phone", Operation.RAISE_CRITICAL, body -> new Wanted(CriticalMove.ACKNOWLEDGE,
                CriticalStep.How.PHONE, Bodies.text(body, "person", LONGEST_NAME).strip(), text(body, "readBack")));
        step(router, "handle", Operation.ANSWER_CRITICAL,
                body -> new Wanted(CriticalMove.HANDLE, "", "", text(body, "measure")));
        step(router, "withdraw", Operation.RAISE_CRITICAL,
                body -> new Wanted(CriticalMove.WITHDRAW, "", "", text(body, "reason")));
    }

    private void step(Router router, String verb, Operation operation, Function<JsonObject, Wanted> reading) {
        router.post(VALUE + "/" + verb).handler(Guard.of(operation)).handler(Bodies.handler())
                .handler(request -> make(request, reading.apply(Bodies.json(request))));
    }

    private static String text(JsonObject body, String name) {
        return Bodies.text(body, name, LONGEST).strip();
    }

    private CriticalRules rules() {
        return base.rules().inForce().rules().parts().critical();
    }

    /** @param person who was phoned; empty for the caller */
    private record Wanted(CriticalMove move, String channel, String person, String words) {}

    private Set<String> units(RoutingContext request, Operation operation) {
        return reach.units(Requests.caller(request), operation);
    }

    private static AuditEvent seen(RoutingContext request, String object) {
        return AuditEvent.success(Requests.caller(request).actor(Operation.VIEW_CRITICAL), AuditAction.CRITICAL_VIEW,
                object);
    }

    private void list(RoutingContext request) {
        boolean openOnly = "true".equals(request.request().getParam("open"));
        Answers.audited(request, seen(request, ""), () -> Answers.when(request,
                base.values().list(units(request, Operation.VIEW_CRITICAL), openOnly, MOST),
                found -> Answers.json(request, new JsonObject()
                        .put("values", new JsonArray(found.stream().map(json::of).toList()))
                        .put("more", found.size() == MOST))));
    }

    private void one(RoutingContext request) {
        UUID id = Requests.id(request, CriticalProblems::unknown);
        Answers.when(request, base.values().find(id, units(request, Operation.VIEW_CRITICAL)), found -> {
            CriticalValue value = found.orElseThrow(CriticalProblems::unknown);
            Answers.audited(request, seen(request, value.place().study().uid()),
                    () -> Answers.when(request, whole(value).thenCombine(phones.of(value.place()),
                            (answer, duty) -> answer.put("duty", duty)), answer -> Answers.json(request, answer)));
        });
    }

    private CompletionStage<JsonObject> whole(CriticalValue value) {
        return base.values().steps(value.id())
                .thenApply(steps -> json.of(value).put("steps", CriticalJson.steps(steps)));
    }

    private static String study(RoutingContext request) {
        String study = request.pathParam("study");
        if (study == null || !Resources.isUid(study)) {
            throw CriticalProblems.unknownStudy();
        }
        return study;
    }

    private void ofStudy(RoutingContext request) {
        String study = study(request);
        Answers.audited(request, seen(request, study), () -> Answers.when(request,
                base.values().ofStudy(study, units(request, Operation.VIEW_CRITICAL)).thenCompose(this::all),
                all -> Answers.json(request, new JsonObject().put("values", all))));
    }

    private CompletionStage<JsonArray> all(List<CriticalValue> values) {
        List<CompletableFuture<JsonObject>> all = values.stream().map(value -> whole(value).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done -> new JsonArray(all.stream().map(CompletableFuture::join).toList()));
    }

    private void raise(RoutingContext request) {
        JsonObject body = Bodies.json(request);
        Caller caller = Requests.caller(request);
        CriticalRules rules = rules();
        CriticalRules.Item item = rules.item(Bodies.text(body, "item", LONGEST_NAME))
                .orElseThrow(CriticalProblems::item);
        var step = CriticalStep.of(CriticalMove.RAISE, base.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                caller.account(), "");
        var raising = new CriticalValues.Raising(study(request), item, text(body, "finding"), step, rules.limits());
        AuditEvent event = CriticalWork.event(caller.actor(Operation.RAISE_CRITICAL), raising.study(), step);
        Answers.when(request,
                base.values().raise(raising, units(request, Operation.RAISE_CRITICAL), event),
                raised -> Answers.json(request, json.of(raised.orElseThrow(CriticalProblems::unknownStudy))));
    }

    private void make(RoutingContext request, Wanted wanted) {
        UUID id = Requests.id(request, CriticalProblems::unknown);
        Operation operation = Requests.operation(request);
        Answers.when(request, base.values().find(id, units(request, operation)), found -> {
            CriticalValue value = found.orElseThrow(CriticalProblems::unknown);
            Caller caller = Requests.caller(request);
            if (operation == Operation.ANSWER_CRITICAL && value.what().by().equals(caller.account())) {
                throw CriticalProblems.own();
            }
            var step = new CriticalStep(wanted.move(), base.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                    caller.account(),
                    new CriticalStep.How(wanted.channel(), wanted.person(), wanted.words(), null));
            AuditEvent event = CriticalWork.event(caller.actor(operation), value.place().study().uid(), step);
            Answers.when(request, base.values().step(id, step, event),
                    done -> Answers.json(request, json.of(done.orElseThrow(() -> CriticalProblems.illegal(value)))));
        });
    }
}
