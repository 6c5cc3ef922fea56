package org.lianzhen.gateway.http.recognition;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.lianzhen.gateway.order.OrderStore;
import org.lianzhen.gateway.recognition.Catalogue;
import org.lianzhen.gateway.recognition.Judgement;
import org.lianzhen.gateway.recognition.PriorResults;
import org.lianzhen.gateway.recognition.PriorResults.Shown;
import org.lianzhen.gateway.recognition.Prompt;
import org.lianzhen.gateway.recognition.Question;
import org.lianzhen.gateway.recognition.RecognitionDesk;
import org.lianzhen.gateway.recognition.RecognitionLedger;
import org.lianzhen.gateway.version.DocumentBook;

/** The moment of ordering: whether a result is there already, what it says, and why one may not use it. */
public final class RecognitionFeature implements Feature {
    private static final String ROOT = "/api/v1/recognition";
    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 200;

    private final Base base;

    /** On what it stands. */
    public record Base(RecognitionDesk desk, PriorResults results, RecognitionLedger ledger, OrderStore orders,
            DocumentBook<Catalogue> catalogue, MemberDirectory members) {}

    public RecognitionFeature(Base base) {
        this.base = base;
    }

    @Override
    public void mount(Router router) {
        router.post(ROOT + "/candidates").handler(Guard.of(Operation.RECOGNISE_RESULTS)).handler(Bodies.handler())
                .handler(this::candidates);
        router.post(ROOT + "/detail").handler(Guard.of(Operation.RECOGNISE_RESULTS)).handler(Bodies.handler())
                .handler(this::detail);
        router.get(ROOT + "/reasons").handler(Guard.of(Operation.RECOGNISE_RESULTS))
                .handler(request -> Answers.json(request, new JsonObject().put("items",
                        CatalogueFeature.reasons(base.catalogue().inForce().content()))));
        router.post(ROOT + "/prompts/search").handler(Guard.of(Operation.RECOGNISE_RESULTS)).handler(Bodies.handler())
                .handler(this::search);
        router.get(ROOT + "/prompts/:id").handler(Guard.of(Operation.RECOGNISE_RESULTS)).handler(this::show);
    }

    private PromptJson json() {
        return new PromptJson(base.catalogue().inForce().content(), base.members().members());
    }

    /** Nobody waits longer than an order may. */
    private void candidates(RoutingContext request) {
        Caller caller = Requests.caller(request);
        JsonObject body = Bodies.json(request);
        AuditEvent.Actor by = caller.actor(Operation.RECOGNISE_RESULTS);
        CompletionStage<Question> question = body.containsKey("order")
                ? ofOrder(QuestionReader.id(Texts.of(body), "order"), body, caller)
                : CompletableFuture.completedStage(QuestionReader.question(body, caller.unit()));
        Answers.when(request, question.thenCompose(asked -> base.desk().ask(asked, by)).thenCompose(this::withResults),
                answer -> Answers.json(request, answer));
    }

    private CompletionStage<Question> ofOrder(UUID order, JsonObject body, Caller caller) {
        return base.orders().find(order, Set.of(caller.unit())).thenApply(found -> Question
                .of(found.orElseThrow(() -> new ProblemException(Problem.notFound("no-such-order",
                        "There is no such order here, or none of your unit."))))
                .on(QuestionReader.flags(Texts.of(body))));
    }

    private CompletionStage<JsonObject> withResults(Optional<Prompt> asked) {
        if (asked.isEmpty()) {
            return CompletableFuture.completedStage(JudgementJson.of(Judgement.UNAVAILABLE).put("id", null)
                    .put("state", "LOGGED").put("results", new JsonArray()));
        }
        return withResults(asked.get());
    }

    private CompletionStage<JsonObject> withResults(Prompt prompt) {
        return base.results().shown(new HashSet<>(prompt.matches().all()))
                .thenApply(shown -> json().of(prompt).put("results", json().results(prompt, shown)));
    }

    private void detail(RoutingContext request) {
        Caller caller = Requests.caller(request);
        Texts body = Texts.of(Bodies.json(request));
        UUID id = QuestionReader.id(body, "prompt");
        UUID result = QuestionReader.id(body, "result");
        AuditEvent.Actor by = caller.actor(Operation.RECOGNISE_RESULTS);
        Answers.when(request, prompt(id, caller).thenCompose(prompt -> {
            if (!prompt.matches().all().contains(result)) {
                throw unknown();
            }
            return base.ledger().viewed(prompt, result, by).thenCompose(kept -> told(result));
        }), answer -> Answers.json(request, answer));
    }

    private CompletionStage<JsonObject> told(UUID result) {
        return base.results().shown(Set.of(result)).thenCompose(shown -> base.results().report(result)
                .thenApply(report -> {
                    Shown one = shown.stream().findFirst().orElseThrow(RecognitionFeature::unknown);
                    return json().of(one).put("report", report.map(PromptJson::of).orElse(null)).put("citation",
                            json().citation(one));
                }));
    }

    private CompletionStage<Prompt> prompt(UUID id, Caller caller) {
        return base.ledger().find(id, Set.of(caller.unit()))
                .thenApply(found -> found.orElseThrow(RecognitionFeature::unknown));
    }

    private void show(RoutingContext request) {
        Caller caller = Requests.caller(request);
        UUID id = Requests.id(request, RecognitionFeature::unknown);
        AuditEvent event = AuditEvent.success(caller.actor(Operation.RECOGNISE_RESULTS), AuditAction.RECOGNITION_VIEW,
                id.toString());
        Answers.when(request, prompt(id, caller).thenCompose(found -> Requests.audit(request).append(event)
                .thenCompose(kept -> withResults(found))), answer -> Answers.json(request, answer));
    }

    private void search(RoutingContext request) {
        Caller caller = Requests.caller(request);
        JsonObject body = Bodies.json(request);
        var wanted = new RecognitionLedger.Search(Set.of(caller.unit()), states(body), limit(body));
        AuditEvent event = AuditEvent.success(caller.actor(Operation.RECOGNISE_RESULTS), AuditAction.RECOGNITION_VIEW,
                "").with(Map.of("what", "prompts"));
        Answers.when(request, Requests.audit(request).append(event)
                .thenCompose(kept -> base.ledger().search(wanted)),
                found -> Answers.json(request, new JsonObject().put("items", items(found))));
    }

    private JsonArray items(List<Prompt> prompts) {
        PromptJson json = json();
        return new JsonArray(prompts.stream().map(json::of).toList());
    }

    private static Set<Prompt.State> states(JsonObject body) {
        Set<Prompt.State> states = EnumSet.noneOf(Prompt.State.class);
        if (body.getValue("states", new JsonArray()) instanceof JsonArray names) {
            for (Object name : names) {
                states.add(Texts.of(new JsonObject().put("states", name)).choice("states", Prompt.State.RAISED));
            }
            return states;
        }
        throw Texts.of(body).wrong("states", "a list");
    }

    private static int limit(JsonObject body) {
        if (body.getValue("limit", USUAL_PAGE) instanceof Integer limit && limit >= 1 && limit <= LARGEST_PAGE) {
            return limit;
        }
        throw Texts.of(body).wrong("limit", "a number from 1 to " + LARGEST_PAGE);
    }

    static ProblemException unknown() {
        return new ProblemException(Problem.notFound("no-such-prompt",
                "There is no such prompt here, or none of your unit, or the result is none of it."));
    }
}
