package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
import org.lianzhen.gateway.reading.queue.ReadingMove;
import org.lianzhen.gateway.reading.queue.ReadingRuleBook;
import org.lianzhen.gateway.reading.queue.ReadingState;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.queue.ReadingTasks;

/** The queue of the caller's centre: what is to be read, and who takes it in hand. */
public final class QueueFeature implements Feature {
    private static final String TASKS = "/api/v1/readings";
    private static final String TASK = TASKS + "/:id";
    private static final int MOST = 500;
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_NAME = 100;

    private final ReadingTasks tasks;
    private final ReadingRuleBook rules;
    private final ReadingTaskJson json;

    public QueueFeature(ReadingTasks tasks, ReadingRuleBook rules, MemberDirectory members) {
        this.tasks = tasks;
        this.rules = rules;
        this.json = new ReadingTaskJson(members);
    }

    @Override
    public String contract() {
        return "queue.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get(TASKS).handler(Guard.of(Operation.VIEW_READINGS)).handler(this::list);
        router.get(TASKS + "/counts").handler(Guard.of(Operation.VIEW_READINGS)).handler(this::counts);
        router.get(TASK).handler(Guard.of(Operation.VIEW_READINGS)).handler(this::one);
        own(router, "claim", Operation.WRITE_REPORTS, ReadingMove.CLAIM);
        own(router, "review", Operation.APPROVE_REPORTS, ReadingMove.REVIEW);
        router.post(TASK + "/release").handler(Guard.of(Operation.WRITE_REPORTS))
                .handler(request -> move(request, new Wanted(ReadingMove.RELEASE, null, "")));
        reasoned(router, "send-back", Operation.APPROVE_REPORTS, ReadingMove.SEND_BACK);
        reasoned(router, "recall", Operation.WRITE_REPORTS, ReadingMove.RECALL);
        router.post(TASK + "/amend").handler(Guard.of(Operation.WRITE_REPORTS)).handler(Bodies.handler())
                .handler(request -> move(request, new Wanted(ReadingMove.AMEND, Requests.caller(request).account(),
                        reason(request))));
        reasoned(router, "drop", Operation.WRITE_REPORTS, ReadingMove.DROP);
        reasoned(router, "reopen", Operation.WRITE_REPORTS, ReadingMove.REOPEN);
        router.post(TASK + "/assign").handler(Guard.of(Operation.DIRECT_READINGS)).handler(Bodies.handler())
                .handler(this::assign);
    }

    /** What somebody takes in hand. */
    private void own(Router router, String verb, Operation operation, ReadingMove move) {
        router.post(TASK + "/" + verb).handler(Guard.of(operation))
                .handler(request -> move(request,
                        new Wanted(move, Requests.caller(request).account(), "")));
    }

    /** What somebody lets go with a reason. */
    private void reasoned(Router router, String verb, Operation operation, ReadingMove move) {
        router.post(TASK + "/" + verb).handler(Guard.of(operation)).handler(Bodies.handler())
                .handler(request -> move(request, new Wanted(move, null, reason(request))));
    }

    private static String reason(RoutingContext request) {
        return Bodies.text(Bodies.json(request), "reason", LONGEST_REASON).strip();
    }

    private void assign(RoutingContext request) {
        JsonObject body = Bodies.json(request);
        move(request, new Wanted(ReadingMove.ASSIGN, Bodies.text(body, "account", LONGEST_NAME),
                reason(request)));
    }

    /** @param target who is to have it in hand, or null */
    private record Wanted(ReadingMove move, @Nullable String target, String reason) {}

    private void list(RoutingContext request) {
        Caller caller = Requests.caller(request);
        var asked = new ReadingTasks.Asked(Set.of(caller.unit()), states(request),
                "true".equals(request.request().getParam("mine")) ? caller.account() : null, MOST);
        AuditEvent event = AuditEvent
                .success(caller.actor(Operation.VIEW_READINGS), AuditAction.PATIENT_SEARCH, "")
                .with(Map.of("level", "READING", "keys",
                        asked.states().stream().map(ReadingState::name).sorted()
                                .collect(Collectors.joining(" "))));
        Answers.audited(request, event, () -> Answers.when(request, tasks.list(asked),
                found -> Answers.json(request, new JsonObject().put("readings",
                        new JsonArray(found.stream().map(json::of).toList()))
                        .put("more", found.size() == MOST))));
    }

    private static Set<ReadingState> states(RoutingContext request) {
        String asked = request.request().getParam("state");
        try {
            return asked == null || asked.isBlank() ? Set.of()
                    : Arrays.stream(asked.split(",")).map(ReadingState::valueOf).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.unprocessable("state",
                    "\"state\" must be some of " + Arrays.toString(ReadingState.values()) + ", with commas."));
        }
    }

    private void counts(RoutingContext request) {
        Answers.when(request, tasks.counts(Set.of(Requests.caller(request).unit())),
                counts -> Answers.json(request, new JsonObject().put("counts",
                        new JsonArray(counts.stream().map(ReadingTaskJson::of).toList()))));
    }

    private void one(RoutingContext request) {
        Caller caller = Requests.caller(request);
        UUID id = Requests.id(request, ReadingProblems::unknown);
        Answers.when(request, tasks.find(id, Set.of(caller.unit())), found -> {
            ReadingTask task = found.orElseThrow(ReadingProblems::unknown);
            AuditEvent event = AuditEvent.success(caller.actor(Operation.VIEW_READINGS), AuditAction.REPORT_VIEW,
                    task.examination().studyInstanceUid());
            Answers.audited(request, event, () -> Answers.when(request, tasks.history(id),
                    history -> Answers.json(request, json.of(task).put("history",
                            new JsonArray(history.stream().map(ReadingTaskJson::of).toList())))));
        });
    }

    private void move(RoutingContext request, Wanted wanted) {
        Caller caller = Requests.caller(request);
        UUID id = Requests.id(request, ReadingProblems::unknown);
        Set<String> readers = Set.of(caller.unit());
        CompletionStage<ReadingTasks.Result> moved = tasks.find(id, readers).thenCompose(found -> {
            ReadingTask task = found.orElseThrow(ReadingProblems::unknown);
            AuditEvent event = AuditEvent
                    .success(caller.actor(Requests.operation(request)), AuditAction.READING_MOVE,
                            task.examination().studyInstanceUid())
                    .with(Map.of("move", wanted.move().name(), "for",
                            wanted.target() == null ? "" : wanted.target()));
            return tasks.move(new ReadingTasks.Change(id, wanted.move(), readers, caller.account(), wanted.target(),
                    wanted.reason(), rules.inForce().rules().hold()), event);
        });
        Answers.when(request, moved, result -> Answers.json(request, json.of(moved(result))));
    }

    static ReadingTask moved(ReadingTasks.Result result) {
        return switch (result) {
            case ReadingTasks.Result.Moved(ReadingTask task) -> task;
            case ReadingTasks.Result.Unknown() -> throw ReadingProblems.unknown();
            case ReadingTasks.Result.Illegal(ReadingTask task) -> throw ReadingProblems.illegal(task);
            case ReadingTasks.Result.NoReader(ReadingTask _) -> throw new ProblemException(Problem.unprocessable(
                    "no-reader", "\"account\" must be of somebody active who writes reports in your unit."));
            case ReadingTasks.Result.OwnReport(ReadingTask _) -> throw ReadingProblems.own();
        };
    }
}
