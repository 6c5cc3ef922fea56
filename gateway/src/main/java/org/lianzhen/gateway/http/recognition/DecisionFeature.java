package org.lianzhen.gateway.http.recognition;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
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
import org.lianzhen.gateway.recognition.Catalogue;
import org.lianzhen.gateway.recognition.Decision;
import org.lianzhen.gateway.recognition.DecisionRules;
import org.lianzhen.gateway.recognition.Prompt;
import org.lianzhen.gateway.recognition.RecognitionDesk;
import org.lianzhen.gateway.recognition.RecognitionDesk.Decided;
import org.lianzhen.gateway.recognition.RecognitionLedger;
import org.lianzhen.gateway.recognition.RecognitionLedger.Outcome;
import org.lianzhen.gateway.version.DocumentBook;

/** What a doctor says to a prompt; the doctor decides, and no order is changed by it. */
public final class DecisionFeature implements Feature {
    private static final String ROOT = "/api/v1/recognition";
    private static final int LONGEST_TEXT = 500;

    private final Base base;

    /** On what it stands. */
    public record Base(RecognitionDesk desk, RecognitionLedger ledger, DocumentBook<Catalogue> catalogue,
            MemberDirectory members) {}

    public DecisionFeature(Base base) {
        this.base = base;
    }

    @Override
    public String contract() {
        return "decisions.yaml";
    }

    @Override
    public void mount(Router router) {
        router.post(ROOT + "/decisions").handler(Guard.of(Operation.RECOGNISE_RESULTS)).handler(Bodies.handler())
                .handler(this::decide);
        router.post(ROOT + "/prompts/:id/revocation").handler(Guard.of(Operation.RECOGNISE_RESULTS))
                .handler(Bodies.handler()).handler(this::revoke);
    }

    private void decide(RoutingContext request) {
        Caller caller = Requests.caller(request);
        JsonObject json = Bodies.json(request);
        Texts body = Texts.of(json);
        UUID id = QuestionReader.id(body, "prompt");
        body.text("decision");
        String reason = body.textOr("reason", "");
        String text = json.getValue("reasonText") == null || "".equals(json.getValue("reasonText")) ? ""
                : Bodies.text(json, "reasonText", LONGEST_TEXT);
        var decision = new Decision(body.choice("decision", Decision.Kind.ADOPTED), body.text("result"),
                reason.isEmpty() ? null : reason, text, body.yes("explainedToPatient", false));
        String key = body.textOr("key", "");
        AuditEvent.Actor by = caller.actor(Operation.RECOGNISE_RESULTS);
        Answers.when(request, prompt(request, id)
                .thenCompose(prompt -> base.desk().decide(prompt, decision, key, by)), decided -> {
                    switch (decided) {
                        case Decided.Faulty(DecisionRules.Fault fault) -> throw faulty(fault);
                        case Decided.Kept(Outcome outcome) -> tell(request, outcome);
                    }
                });
    }

    /** Of the caller's unit; that somebody would decide for another is on record. */
    private CompletionStage<Prompt> prompt(RoutingContext request, UUID id) {
        Caller caller = Requests.caller(request);
        return base.ledger().find(id, base.members().members().unitCodes()).thenCompose(found -> {
            Prompt prompt = found.orElseThrow(RecognitionFeature::unknown);
            if (prompt.unit().equals(caller.unit())) {
                return CompletableFuture.completedStage(prompt);
            }
            AuditEvent refused = AuditEvent.refused(caller.actor(Operation.RECOGNISE_RESULTS),
                    AuditAction.RECOGNITION_DECIDE, id.toString());
            return Requests.audit(request).append(refused).thenApply(kept -> {
                throw notYours();
            });
        });
    }

    private void tell(RoutingContext request, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done(Prompt prompt) -> Answers.json(request,
                    new PromptJson(base.catalogue().inForce().content(), base.members().members()).of(prompt));
            case Outcome.Unknown() -> throw RecognitionFeature.unknown();
            case Outcome.NotYours() -> throw notYours();
            case Outcome.Refused(Prompt.State state) -> throw new ProblemException(Problem.conflict("prompt-state",
                    "The prompt is " + state + ": nothing can be decided on it, or not that."));
            case Outcome.NotAmong() -> throw new ProblemException(Problem.unprocessable("result",
                    "The result is none of those that may be used for this order."));
        }
    }

    private static ProblemException notYours() {
        return new ProblemException(Problem.forbidden("not-yours",
                "Doctors of the unit that ordered decide, and whoever decided takes it back."));
    }

    private static ProblemException faulty(DecisionRules.Fault fault) {
        return new ProblemException(switch (fault) {
            case REASON_MISSING -> Problem.unprocessable("reason-missing",
                    "Whoever declines a result that should be recognised gives a \"reason\".");
            case REASON_UNKNOWN -> Problem.unprocessable("reason-unknown", "The catalogue has no such \"reason\".");
            case TEXT_TOO_SHORT -> Problem.unprocessable("reason-text",
                    "This reason needs a \"reasonText\" that says why; see \"leastText\" of the reasons.");
            case NOT_EXPLAINED -> Problem.unprocessable("not-explained",
                    "The patient must be told why it is repeated: \"explainedToPatient\".");
        });
    }

    private void revoke(RoutingContext request) {
        Caller caller = Requests.caller(request);
        UUID id = Requests.id(request, RecognitionFeature::unknown);
        String why = Bodies.text(Bodies.json(request), "why", LONGEST_TEXT);
        Answers.when(request, prompt(request, id)
                .thenCompose(prompt -> base.desk().revoke(id, why, caller.actor(Operation.RECOGNISE_RESULTS))),
                outcome -> tell(request, outcome));
    }
}
