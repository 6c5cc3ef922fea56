package org.lianzhen.gateway.http.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.BreakGlass;
import org.lianzhen.gateway.access.BreakGlassStore.Judgement;
import org.lianzhen.gateway.access.BreakGlassStore.Ruling;
import org.lianzhen.gateway.access.BrokenGlass;
import org.lianzhen.gateway.access.BrokenGlass.Verdict;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;

/** Opens a study in an emergency, and has others look at that afterwards. */
public final class BreakGlassFeature implements Feature {
    private static final String GLASS = "/api/v1/break-glass";
    private static final int LONGEST = 1000;
    private static final int LONGEST_COMMENT = 500;
    private static final int MOST = 200;

    private final BreakGlass glass;
    private final Reach reach;

    public BreakGlassFeature(BreakGlass glass, Reach reach) {
        this.glass = glass;
        this.reach = reach;
    }

    @Override
    public void mount(Router router) {
        router.post(GLASS).handler(Guard.of(Operation.BREAK_GLASS)).handler(Bodies.handler()).handler(this::open);
        router.get(GLASS).handler(Guard.of(Operation.REVIEW_BREAK_GLASS)).handler(this::list);
        router.post(GLASS + "/:id/review").handler(Guard.of(Operation.REVIEW_BREAK_GLASS)).handler(Bodies.handler())
                .handler(this::review);
    }

    private void open(RoutingContext request) {
        JsonObject body = Bodies.json(request);
        String reason = Bodies.text(body, "reason", LONGEST);
        Answers.when(request, asked(Requests.caller(request), body, reason), result -> {
            switch (result) {
                case BreakGlass.Result.Open(List<BrokenGlass> glasses) -> Answers.json(request, 201, items(glasses));
                case BreakGlass.Result.Unknown() -> throw unknown();
                case BreakGlass.Result.NoReason() -> throw new ProblemException(
                        Problem.unprocessable("reason", "Give a reason of 10 to 500 characters."));
                case BreakGlass.Result.NotForRole() -> refuse(request);
            }
        });
    }

    private CompletionStage<BreakGlass.Result> asked(Caller caller, JsonObject body, String reason) {
        if (body.getValue("studyInstanceUid") != null) {
            return glass.study(caller, Bodies.text(body, "studyInstanceUid", LONGEST), reason);
        }
        String patient = Bodies.text(body, "patient", LONGEST);
        try {
            return glass.patient(caller, UUID.fromString(patient), reason);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static void refuse(RoutingContext request) {
        Answers.audited(request, AuditEvent.refused(Requests.caller(request).actor(Operation.BREAK_GLASS),
                AuditAction.ACCESS_REFUSE, Operation.BREAK_GLASS.name()), () -> {
                    throw new ProblemException(Problem.forbidden("no-right",
                            "The rules in force do not allow that to your roles; ask somebody who treats the patient."));
                });
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("no-such-study", "There is no such study or patient."));
    }

    private static JsonObject items(List<BrokenGlass> glasses) {
        return new JsonObject().put("items", new JsonArray(glasses.stream().map(BreakGlassFeature::json).toList()));
    }

    private static JsonObject json(BrokenGlass one) {
        JsonObject json = new JsonObject().put("id", one.id().toString()).put("account", one.by().account())
                .put("unit", one.by().unit()).put("studyInstanceUid", one.place().study())
                .put("owner", one.place().owner()).put("reason", one.reason())
                .put("openedAt", one.times().opened().toString()).put("openUntil", one.times().until().toString())
                .put("reviewDue", one.times().reviewDue().toString()).put("overdue", one.isOverdue(Instant.now()));
        BrokenGlass.Review review = one.review();
        return review == null ? json
                : json.put("review", new JsonObject().put("verdict", review.verdict().name())
                        .put("comment", review.comment()).put("reviewer", review.reviewer())
                        .put("at", review.at().toString()));
    }

    private Set<String> owners(RoutingContext request) {
        return reach.units(Requests.caller(request), Operation.REVIEW_BREAK_GLASS);
    }

    private void list(RoutingContext request) {
        boolean reviewed = "true".equals(request.request().getParam("reviewed"));
        Answers.when(request, glass.list(owners(request), reviewed, MOST),
                found -> Answers.json(request, items(found)));
    }

    private void review(RoutingContext request) {
        UUID id = Requests.id(request, BreakGlassFeature::unknown);
        JsonObject body = Bodies.json(request);
        Caller caller = Requests.caller(request);
        var ruling = new Ruling(verdict(body), Bodies.text(body, "comment", LONGEST_COMMENT), caller.account());
        Answers.when(request, glass.review(caller, new Judgement(id, owners(request), ruling)), done -> {
            if (!done) {
                throw new ProblemException(Problem.notFound("nothing-to-review",
                        "There is none of this id that you may judge and that nobody has judged; nobody judges their own."));
            }
            Answers.empty(request);
        });
    }

    private static Verdict verdict(JsonObject body) {
        for (Verdict verdict : Verdict.values()) {
            if (verdict.name().equals(body.getValue("verdict"))) {
                return verdict;
            }
        }
        throw new ProblemException(Problem.unprocessable("field", "\"verdict\" must be JUSTIFIED or UNJUSTIFIED."));
    }
}
