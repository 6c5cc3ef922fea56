package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.vr.PersonName;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Confirmation;
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
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.reading.report.MoveDesk;
import org.lianzhen.gateway.reading.report.ReportDesk;
import org.lianzhen.gateway.reading.report.StudyMoves;

/** Files studies to the right patient: one person proposes it, another one confirms. */
public final class StudyMoveFeature implements Feature {
    private static final String MOVES = "/api/v1/study-moves";
    private static final int MOST = 200;
    private static final int LONGEST = 500;

    private final StudyMoves moves;
    private final MoveDesk desk;
    private final Reach reach;

    public StudyMoveFeature(StudyMoves moves, MoveDesk desk, MemberDirectory members) {
        this.moves = moves;
        this.desk = desk;
        this.reach = new Reach(members);
    }

    @Override
    public String contract() {
        return "moves.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get(MOVES).handler(Guard.of(Operation.LINK_PATIENTS)).handler(this::list);
        router.post(MOVES).handler(Guard.of(Operation.LINK_PATIENTS)).handler(Bodies.handler())
                .handler(this::propose);
        router.post(MOVES + "/:id/confirm").handler(Guard.of(Operation.LINK_PATIENTS)).handler(Bodies.handler())
                .handler(this::confirm);
        router.post(MOVES + "/:id/reject").handler(Guard.of(Operation.LINK_PATIENTS)).handler(Bodies.handler())
                .handler(this::reject);
    }

    private Set<String> units(RoutingContext request) {
        return reach.units(Requests.caller(request), Operation.LINK_PATIENTS);
    }

    private void list(RoutingContext request) {
        AuditEvent event = AuditEvent.success(Requests.caller(request).actor(Operation.LINK_PATIENTS),
                AuditAction.PATIENT_SEARCH, "").with(Map.of("level", "STUDY_MOVE"));
        Answers.audited(request, event, () -> Answers.when(request, moves.list(units(request), MOST),
                all -> Answers.json(request, new JsonObject().put("moves",
                        new JsonArray(all.stream().map(StudyMoveFeature::json).toList())))));
    }

    private void propose(RoutingContext request) {
        Caller caller = Requests.caller(request);
        JsonObject body = Bodies.json(request);
        String study = Bodies.text(body, "study", LONGEST);
        String number = ReportFeature.optional(body, "accessionNumber");
        UUID patient = number == null ? patient(Bodies.text(body, "patient", LONGEST)) : null;
        var proposal = new StudyMoves.Proposal(study, patient, number,
                Bodies.text(body, "reason", LONGEST).strip(), units(request), caller.account());
        Answers.when(request, moves.propose(proposal, event(caller, study, "proposed")),
                outcome -> answer(request, outcome));
    }

    private static UUID patient(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.unprocessable("field",
                    "\"patient\" must be the id of a patient record, or \"accessionNumber\" that of an order."));
        }
    }

    private void confirm(RoutingContext request) {
        JsonObject body = Bodies.json(request);
        var signer = new ReportDesk.Signer(Requests.caller(request),
                Requests.session(request).standing().displayName(),
                new Confirmation.Proof(Bodies.text(body, "password", LONGEST),
                        ReportFeature.optional(body, "code")));
        UUID id = Requests.id(request, StudyMoveFeature::unknown);
        Answers.when(request,
                moves.find(id, units(request)).thenCompose(
                        found -> desk.confirm(found.orElseThrow(StudyMoveFeature::unknown), signer)),
                result -> {
                    switch (result) {
                        case MoveDesk.Result.Decided(StudyMoves.Outcome outcome) -> answer(request, outcome);
                        case MoveDesk.Result.NotConfirmed(Confirmation.Outcome outcome) -> throw ReportFeature
                                .notConfirmed(outcome);
                    }
                });
    }

    private void reject(RoutingContext request) {
        Caller caller = Requests.caller(request);
        String why = Bodies.text(Bodies.json(request), "reason", LONGEST).strip();
        UUID id = Requests.id(request, StudyMoveFeature::unknown);
        Answers.when(request, moves.find(id, units(request)).thenCompose(found -> {
            StudyMoves.Move move = found.orElseThrow(StudyMoveFeature::unknown);
            return moves.reject(id, new StudyMoves.Decision(caller.account(), why),
                    event(caller, move.study().uid(), "rejected"));
        }), outcome -> answer(request, outcome));
    }

    private static AuditEvent event(Caller caller, String study, String step) {
        return AuditEvent.success(caller.actor(Operation.LINK_PATIENTS), AuditAction.STUDY_MOVE, study)
                .with(Map.of("step", step));
    }

    private static void answer(RoutingContext request, StudyMoves.Outcome outcome) {
        switch (outcome) {
            case DONE -> Answers.empty(request);
            case UNKNOWN -> throw unknown();
            case STALE -> throw new ProblemException(Problem.conflict("move-state",
                    "The study waits to be moved already, is filed there, or somebody was faster; there must be such a"
                            + " patient or order in the study's unit, too. Load the list again."));
            case SAME_PERSON -> throw new ProblemException(Problem.forbidden("own-proposal",
                    "Another person than the one who proposed it confirms that a study is moved."));
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("no-such-move",
                "There is no such study or proposal of your units."));
    }

    private static JsonObject json(StudyMoves.Move move) {
        return new JsonObject().put("id", move.id().toString()).put("unit", move.study().unit())
                .put("studyInstanceUid", move.study().uid()).put("description", move.study().description())
                .put("studyDate", move.study().date()).put("receivers", new JsonArray(move.study().receivers()))
                .put("from", json(move.from())).put("to", json(move.to())).put("state", move.state())
                .put("proposed", json(move.proposed())).put("decided", json(move.decided()));
    }

    private static JsonObject json(StudyMoves.Patient patient) {
        return new JsonObject().put("id", patient.id().toString())
                .put("name", PersonName.parse(patient.name()).spoken().stream().findFirst().orElse(""))
                .put("patientId", patient.patientId()).put("birthDate", patient.birthDate())
                .put("sex", patient.sex());
    }

    private static @Nullable JsonObject json(StudyMoves.@Nullable Said said) {
        return said == null ? null
                : new JsonObject().put("account", said.by().account()).put("name", said.by().name())
                        .put("at", said.at().toString()).put("reason", said.reason());
    }
}
