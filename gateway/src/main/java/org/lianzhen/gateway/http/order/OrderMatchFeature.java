package org.lianzhen.gateway.http.order;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.archive.ArchiveObjects;
import org.lianzhen.gateway.archive.Scope;
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
import org.lianzhen.gateway.http.dicomweb.Resources;
import org.lianzhen.gateway.order.ArrivedStudy;
import org.lianzhen.gateway.order.OrderStore;
import org.lianzhen.gateway.order.StudyMatches;
import org.lianzhen.gateway.order.StudyMatches.Decision;
import org.lianzhen.gateway.order.StudyMatches.Outcome;
import org.lianzhen.gateway.order.StudyMatches.Waiting;

/** Which order a study came of: shown to whoever may see the study, and decided where no rule can tell. */
public final class OrderMatchFeature implements Feature {
    private static final String MATCHES = "/api/v1/order-matches";
    private static final String ORDERS = "/api/v1/studies/:study/orders";
    private static final int MOST = 100;
    private static final int LONGEST_REASON = 500;

    private final Sources sources;
    private final Reach reach;
    private final AuditLog audit;

    /**
     * What is asked.
     *
     * @param archive knows which studies somebody may see
     */
    public record Sources(OrderStore orders, StudyMatches matches, ArchiveObjects archive) {}

    public OrderMatchFeature(Sources sources, Reach reach, AuditLog audit) {
        this.sources = sources;
        this.reach = reach;
        this.audit = audit;
    }

    @Override
    public void mount(Router router) {
        router.get(ORDERS).handler(Guard.of(Operation.VIEW_STUDIES)).handler(this::orders);
        router.get(MATCHES).handler(Guard.of(Operation.MATCH_ORDERS)).handler(this::list);
        router.post(MATCHES + "/:study/decide").handler(Guard.of(Operation.MATCH_ORDERS)).handler(Bodies.handler())
                .handler(request -> answer(request, sources.matches().decide(decision(request))));
        router.post(MATCHES + "/:study/undo").handler(Guard.of(Operation.MATCH_ORDERS)).handler(Bodies.handler())
                .handler(request -> answer(request, sources.matches().undo(decision(request))));
    }

    @Override
    public String contract() {
        return "matches.yaml";
    }

    private void orders(RoutingContext request) {
        Caller caller = Requests.caller(request);
        String study = study(request);
        Set<String> units = reach.units(caller, Operation.VIEW_STUDIES, study);
        AuditEvent event = AuditEvent.success(caller.actor(Operation.VIEW_STUDIES), AuditAction.ORDER_VIEW, study);
        Answers.when(request, sources.archive().series(Scope.study(study), units).thenCompose(series -> {
            if (series.isEmpty()) {
                throw unknown();
            }
            return audit.append(event).thenCompose(kept -> sources.orders().ofStudy(study));
        }), found -> Answers.json(request, OrderJson.items(found)));
    }

    private void list(RoutingContext request) {
        Caller caller = Requests.caller(request);
        AuditEvent event = AuditEvent.success(caller.actor(Operation.MATCH_ORDERS), AuditAction.PATIENT_SEARCH, "")
                .with(Map.of("what", "studies without order"));
        Answers.when(request,
                audit.append(event).thenCompose(kept -> sources.matches()
                        .waiting(reach.units(caller, Operation.MATCH_ORDERS), MOST)),
                found -> Answers.json(request, new JsonObject().put("items",
                        new JsonArray(found.stream().map(OrderMatchFeature::json).toList()))));
    }

    private static JsonObject json(Waiting waiting) {
        ArrivedStudy study = waiting.study();
        ArrivedStudy.Patient patient = study.patient();
        return new JsonObject().put("study", study.uid()).put("unit", study.unit())
                .put("accessionNumber", study.accession())
                .put("modalities", new JsonArray(new TreeSet<>(study.modalities()).stream().toList()))
                .put("arrivedAt", study.arrived().toString()).put("reason", waiting.reason())
                .put("patient", new JsonObject().put("issuer", patient.issuer()).put("patientId", patient.patientId())
                        .put("name", patient.name()).put("birthDate", patient.birthDate()).put("sex", patient.sex()))
                .put("candidates", new JsonArray(waiting.candidates().stream().map(OrderJson::of).toList()));
    }

    private Decision decision(RoutingContext request) {
        Caller caller = Requests.caller(request);
        JsonObject body = Bodies.json(request);
        return new Decision(study(request), reach.units(caller, Operation.MATCH_ORDERS), order(body),
                Bodies.text(body, "reason", LONGEST_REASON), caller.actor(Operation.MATCH_ORDERS));
    }

    private static Optional<UUID> order(JsonObject body) {
        Object order = body.getValue("order");
        try {
            return order == null ? Optional.empty() : Optional.of(UUID.fromString(order.toString()));
        } catch (IllegalArgumentException e) {
            throw OrderFeature.unknown();
        }
    }

    private static void answer(RoutingContext request, CompletionStage<Outcome> decided) {
        Answers.when(request, decided, outcome -> {
            switch (outcome) {
                case DONE -> Answers.empty(request);
                case UNKNOWN -> throw unknown();
                case MATCHED -> throw new ProblemException(Problem.conflict("already-matched",
                        "The study has an order already; take that back first."));
                case CANCELLED -> throw new ProblemException(Problem.conflict("order-cancelled",
                        "The order is cancelled; have a new one placed, and choose that."));
            }
        });
    }

    private static String study(RoutingContext request) {
        String study = request.pathParam("study");
        if (study == null || !Resources.isUid(study)) {
            throw unknown();
        }
        return study;
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("no-such-study",
                "There is no such study or order here, or none that your unit may decide on."));
    }
}
