package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Policy;
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
import org.lianzhen.gateway.member.SharedCentre;
import org.lianzhen.gateway.reading.queue.Escalation;
import org.lianzhen.gateway.reading.queue.ReadingMove;
import org.lianzhen.gateway.reading.queue.ReadingRuleBook;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.queue.ReadingTasks;

/** Gives a study to the centre of another unit, such as the city's, and takes it back. */
public final class EscalationFeature implements Feature {
    private static final String TASK = "/api/v1/readings/:id";
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_CODE = 100;

    private final ReadingTasks tasks;
    private final ReadingRuleBook rules;
    private final Escalation escalation;
    private final ReadingTaskJson json;

    public EscalationFeature(ReadingTasks tasks, ReadingRuleBook rules, MemberDirectory members) {
        this.tasks = tasks;
        this.rules = rules;
        this.escalation = new Escalation(members, Clock.systemUTC());
        this.json = new ReadingTaskJson(members);
    }

    @Override
    public String contract() {
        return "escalation.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get(TASK + "/escalation").handler(Guard.of(Operation.VIEW_READINGS)).handler(this::centres);
        router.post(TASK + "/escalate").handler(Guard.of(Operation.VIEW_READINGS)).handler(Bodies.handler())
                .handler(this::escalate);
        router.post(TASK + "/return").handler(Guard.of(Operation.VIEW_READINGS)).handler(Bodies.handler())
                .handler(this::giveBack);
    }

    private void centres(RoutingContext request) {
        UUID id = Requests.id(request, ReadingProblems::unknown);
        Answers.when(request, tasks.find(id, Set.of(Requests.caller(request).unit())), found -> {
            ReadingTask task = found.orElseThrow(ReadingProblems::unknown);
            Answers.json(request, new JsonObject().put("centres", new JsonArray(escalation.centres(task).stream()
                    .map(one -> new JsonObject().put("code", one.code()).put("name", one.name())).toList())));
        });
    }

    private void escalate(RoutingContext request) {
        Caller caller = Requests.caller(request);
        JsonObject body = Bodies.json(request);
        String centre = Bodies.text(body, "centre", LONGEST_CODE);
        ReadingTasks.Change change = change(request, body, ReadingMove.ESCALATE);
        boolean directs = Policy.permits(caller, Operation.DIRECT_READINGS);
        Answers.when(request, tasks.find(change.id(), change.readers()).thenCompose(found -> {
            ReadingTask task = found.orElseThrow(ReadingProblems::unknown);
            if (task.owner().home() != null) {
                throw task.owner().reader().equals(caller.unit()) ? ReadingProblems.givenAlready()
                        : ReadingProblems.illegal(task);
            }
            SharedCentre there = escalation.centres(task).stream().filter(one -> one.code().equals(centre))
                    .findFirst().orElseThrow(() -> new ProblemException(Problem.unprocessable("no-such-centre",
                            "\"centre\" must be an imaging centre of another unit that has an agreement to read"
                                    + " for yours.")));
            return tasks.escalate(change, new ReadingTasks.There(there.code(), there.owner(), directs),
                    event(caller, task, Map.of("move", change.move().name(), "for", there.code())));
        }), result -> Answers.json(request, json.of(QueueFeature.moved(result))));
    }

    private void giveBack(RoutingContext request) {
        Caller caller = Requests.caller(request);
        ReadingTasks.Change change = change(request, Bodies.json(request), ReadingMove.RETURN);
        Answers.when(request, tasks.find(change.id(), change.readers()).thenCompose(found -> {
            ReadingTask task = found.orElseThrow(ReadingProblems::unknown);
            return tasks.move(change, event(caller, task, Map.of("move", change.move().name())));
        }), result -> Answers.json(request, json.of(QueueFeature.moved(result))));
    }

    private ReadingTasks.Change change(RoutingContext request, JsonObject body, ReadingMove move) {
        Caller caller = Requests.caller(request);
        return new ReadingTasks.Change(Requests.id(request, ReadingProblems::unknown), move, Set.of(caller.unit()),
                caller.account(), null, Bodies.text(body, "reason", LONGEST_REASON).strip(),
                rules.inForce().rules().hold());
    }

    private static AuditEvent event(Caller caller, ReadingTask task, Map<String, String> details) {
        return AuditEvent.success(caller.actor(Operation.VIEW_READINGS), AuditAction.READING_MOVE,
                task.examination().studyInstanceUid()).with(details);
    }
}
