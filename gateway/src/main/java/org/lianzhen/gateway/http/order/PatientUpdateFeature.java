package org.lianzhen.gateway.http.order;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
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
import org.lianzhen.gateway.order.PatientUpdates;
import org.lianzhen.gateway.order.PatientUpdates.Decision;
import org.lianzhen.gateway.order.PatientUpdates.Outcome;
import org.lianzhen.gateway.order.PatientUpdates.Said;
import org.lianzhen.gateway.order.PatientUpdates.Waiting;

/** What hospital information systems say of patients after the fact, and what people decide about it. */
public final class PatientUpdateFeature implements Feature {
    private static final String UPDATES = "/api/v1/patient-updates";
    private static final int MOST = 100;
    private static final int LONGEST_REASON = 500;

    private final PatientUpdates updates;
    private final Reach reach;
    private final AuditLog audit;

    public PatientUpdateFeature(PatientUpdates updates, Reach reach, AuditLog audit) {
        this.updates = updates;
        this.reach = reach;
        this.audit = audit;
    }

    @Override
    public void mount(Router router) {
        router.get(UPDATES).handler(Guard.of(Operation.LINK_PATIENTS)).handler(this::list);
        router.post(UPDATES + "/:id/accept").handler(Guard.of(Operation.LINK_PATIENTS)).handler(Bodies.handler())
                .handler(request -> decide(request, true));
        router.post(UPDATES + "/:id/reject").handler(Guard.of(Operation.LINK_PATIENTS)).handler(Bodies.handler())
                .handler(request -> decide(request, false));
    }

    @Override
    public String contract() {
        return "updates.yaml";
    }

    private void list(RoutingContext request) {
        Caller caller = Requests.caller(request);
        AuditEvent event = AuditEvent.success(caller.actor(Operation.LINK_PATIENTS), AuditAction.PATIENT_SEARCH, "")
                .with(Map.of("what", "patient updates"));
        Answers.when(request,
                audit.append(event).thenCompose(
                        kept -> updates.waiting(reach.units(caller, Operation.LINK_PATIENTS), MOST)),
                found -> Answers.json(request, new JsonObject().put("items",
                        new JsonArray(found.stream().map(PatientUpdateFeature::json).toList()))));
    }

    private static JsonObject json(Waiting waiting) {
        return new JsonObject().put("id", waiting.id().toString()).put("unit", waiting.proposal().unit())
                .put("kind", waiting.proposal().isMerge() ? "MERGE" : "CHANGE")
                .put("known", json(waiting.known())).put("says", json(waiting.proposal().says()))
                .put("source", waiting.source()).put("at", waiting.at().toString());
    }

    private static JsonObject json(Said said) {
        return new JsonObject().put("issuer", said.issuer()).put("patientId", said.patientId()).put("name", said.name())
                .put("birthDate", said.birthDate()).put("sex", said.sex());
    }

    private void decide(RoutingContext request, boolean accepted) {
        Caller caller = Requests.caller(request);
        var decision = new Decision(Requests.id(request, PatientUpdateFeature::unknown),
                reach.units(caller, Operation.LINK_PATIENTS), accepted,
                Bodies.text(Bodies.json(request), "reason", LONGEST_REASON), caller.actor(Operation.LINK_PATIENTS));
        Answers.when(request, updates.decide(decision), outcome -> {
            if (outcome == Outcome.UNKNOWN) {
                throw unknown();
            }
            Answers.empty(request);
        });
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("nothing-to-decide",
                "Nothing waits under this id; somebody may have decided already."));
    }
}
