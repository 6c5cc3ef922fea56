package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.Confirmation;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.reading.queue.ReadingTasks;
import org.lianzhen.gateway.reading.report.ReportDesk;
import org.lianzhen.gateway.reading.report.WithdrawalDesk;

/** Withdraws final reports, signed like them. */
public final class WithdrawalFeature implements Feature {
    private static final int LONGEST = 500;

    private final ReadingTasks tasks;
    private final WithdrawalDesk desk;
    private final ReadingTaskJson json;

    public WithdrawalFeature(ReadingTasks tasks, WithdrawalDesk desk, MemberDirectory members) {
        this.tasks = tasks;
        this.desk = desk;
        this.json = new ReadingTaskJson(members);
    }

    @Override
    public String contract() {
        return "withdrawal.yaml";
    }

    @Override
    public void mount(Router router) {
        router.post("/api/v1/readings/:id/withdrawal").handler(Guard.of(Operation.APPROVE_REPORTS))
                .handler(Bodies.handler()).handler(this::withdraw);
    }

    private void withdraw(RoutingContext request) {
        JsonObject body = Bodies.json(request);
        var proof = new Confirmation.Proof(Bodies.text(body, "password", LONGEST),
                ReportFeature.optional(body, "code"));
        var identity = new ReportDesk.Identity(Bodies.text(body, "patientName", LONGEST),
                Bodies.text(body, "patientId", LONGEST));
        String reason = Bodies.text(body, "reason", LONGEST).strip();
        int number = number(body);
        UUID id = Requests.id(request, ReadingProblems::unknown);
        var signer = new ReportDesk.Signer(Requests.caller(request),
                Requests.session(request).standing().displayName(), proof);
        CompletionStage<ReportDesk.Result> withdrawn = tasks.find(id, Set.of(Requests.caller(request).unit()))
                .thenCompose(found -> desk.withdraw(new WithdrawalDesk.Wish(
                        found.orElseThrow(ReadingProblems::unknown), number, identity, reason), signer));
        Answers.when(request, withdrawn, result -> Answers.json(request, json.of(ReportFeature.signed(result))));
    }

    private static int number(JsonObject body) {
        if (body.getValue("number") instanceof Integer number) {
            return number;
        }
        throw new ProblemException(Problem.unprocessable("field",
                "\"number\" must be that of the version which is withdrawn."));
    }
}
