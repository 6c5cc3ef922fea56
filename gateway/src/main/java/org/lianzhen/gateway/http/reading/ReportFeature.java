package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
import org.lianzhen.gateway.http.VersionTag;
import org.lianzhen.gateway.http.dicomweb.Resources;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.reading.queue.ReadingRuleBook;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.queue.ReadingTasks;
import org.lianzhen.gateway.reading.report.Caution;
import org.lianzhen.gateway.reading.report.ReportDesk;
import org.lianzhen.gateway.reading.report.ReportDraft;
import org.lianzhen.gateway.reading.report.ReportJson;
import org.lianzhen.gateway.reading.report.ReportText;
import org.lianzhen.gateway.reading.report.Reports;
import org.lianzhen.gateway.reading.report.SignedReport;

/** Reports: written as one goes, signed with the password, and shown to those who treat the patient. */
public final class ReportFeature implements Feature {
    private static final String DRAFT = "/api/v1/readings/:id/draft";
    private static final String VERSIONS = "/api/v1/readings/:id/reports";
    private static final int LARGEST_DRAFT = 512 * 1024;
    private static final int LONGEST = 500;

    private final Base base;
    private final VisibleReports visible;
    private final ReadingTaskJson json;

    /** What it stands on. */
    public record Base(ReadingTasks tasks, Reports reports, ReportDesk desk, ReadingRuleBook rules,
            MemberDirectory members) {}

    public ReportFeature(Base base) {
        this.base = base;
        this.visible = new VisibleReports(base.reports(), new Reach(base.members()));
        this.json = new ReadingTaskJson(base.members());
    }

    @Override
    public String contract() {
        return "report.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get(DRAFT).handler(Guard.of(Operation.VIEW_READINGS)).handler(this::draft);
        router.put(DRAFT).handler(Guard.of(Operation.WRITE_REPORTS)).handler(Bodies.handler(LARGEST_DRAFT))
                .handler(this::keep);
        router.get(VERSIONS).handler(Guard.of(Operation.VIEW_READINGS)).handler(this::versions);
        router.post(VERSIONS).handler(Guard.of(Operation.WRITE_REPORTS)).handler(Bodies.handler())
                .handler(this::sign);
        router.get("/api/v1/studies/:study/reports").handler(Guard.of(Operation.VIEW_REPORTS))
                .handler(this::ofStudy);
    }

    private void withTask(RoutingContext request, Consumer<ReadingTask> then) {
        UUID id = Requests.id(request, ReadingProblems::unknown);
        Answers.when(request, base.tasks().find(id, Set.of(Requests.caller(request).unit())),
                found -> then.accept(found.orElseThrow(ReadingProblems::unknown)));
    }

    /** Whoever looks is told of, whatever they see. */
    private static AuditEvent seen(RoutingContext request, String study) {
        return AuditEvent.success(Requests.caller(request).actor(Requests.operation(request)),
                AuditAction.REPORT_VIEW, study);
    }

    private void draft(RoutingContext request) {
        withTask(request, task -> Answers.audited(request, seen(request, task.examination().studyInstanceUid()),
                () -> Answers.when(request, base.reports().draft(task.id()),
                        draft -> tell(request, task, draft))));
    }

    private void tell(RoutingContext request, ReadingTask task, ReportDraft draft) {
        Answers.when(request, base.desk().cautions(task, draft.text()), cautions -> {
            VersionTag.put(request, draft.version());
            Answers.json(request, new JsonObject().put("version", draft.version()).put("author", draft.author())
                    .put("text", ReportJson.json(draft.text()))
                    .put("missing", names(draft.text().missing())).put("cautions", names(cautions)));
        });
    }

    private static JsonArray names(List<? extends Enum<?>> values) {
        return new JsonArray(values.stream().map(Enum::name).toList());
    }

    private void keep(RoutingContext request) {
        ReportText text = ReportTexts.of(content(request));
        int next = VersionTag.wanted(request) + 1;
        withTask(request, task -> {
            Caller caller = Requests.caller(request);
            AuditEvent event = AuditEvent.success(caller.actor(Operation.WRITE_REPORTS), AuditAction.REPORT_DRAFT,
                    task.examination().studyInstanceUid()).with(Map.of("version", Integer.toString(next)));
            var hold = new Reports.Hold(caller.account(), base.rules().inForce().rules().hold());
            CompletionStage<Optional<ReportDraft>> kept = base.reports().keep(task.id(),
                    new ReportDraft(next, caller.account(), text), hold, event);
            Answers.when(request, kept,
                    draft -> tell(request, task, draft.orElseThrow(ReadingProblems::stale)));
        });
    }

    private static JsonObject content(RoutingContext request) {
        if (Bodies.json(request).getValue("text") instanceof JsonObject text) {
            return text;
        }
        throw new ProblemException(Problem.unprocessable("field", "\"text\" must be a JSON object."));
    }

    private void versions(RoutingContext request) {
        withTask(request, task -> Answers.audited(request, seen(request, task.examination().studyInstanceUid()),
                () -> tell(request, base.reports().versions(task.id()))));
    }

    private void ofStudy(RoutingContext request) {
        String study = request.pathParam("study");
        if (study == null || !Resources.isUid(study)) {
            throw ReadingProblems.unknown();
        }
        Answers.audited(request, seen(request, study),
                () -> tell(request, visible.ofStudy(Requests.caller(request), study)));
    }

    private static void tell(RoutingContext request, CompletionStage<List<SignedReport>> reports) {
        Answers.when(request, reports, all -> Answers.json(request, new JsonObject().put("reports",
                new JsonArray(all.stream().map(ReportFeature::json).toList()))));
    }

    private static JsonObject json(SignedReport report) {
        return new JsonObject().put("number", report.number())
                .put("issue", report.kind().goesOut() ? report.issue() : null).put("kind", report.kind().name())
                .put("content", report.content()).put("signer", report.signer())
                .put("signedAt", report.signedAt().toString()).put("intact", report.isIntact())
                .put("signature", new JsonObject().put("algorithm", report.signature().algorithm().name())
                        .put("publicKey", report.signature().publicKey()).put("value", report.signature().value()));
    }

    private void sign(RoutingContext request) {
        JsonObject body = Bodies.json(request);
        var proof = new Confirmation.Proof(Bodies.text(body, "password", LONGEST), optional(body, "code"));
        var identity = new ReportDesk.Identity(Bodies.text(body, "patientName", LONGEST),
                Bodies.text(body, "patientId", LONGEST));
        boolean kept = Boolean.TRUE.equals(body.getValue("cautionsSeen"));
        String notShown = optional(body, "notShown");
        int draft = VersionTag.wanted(request);
        withTask(request, task -> {
            var wish = new ReportDesk.Wish(task, draft, identity, kept, notShown == null ? "" : notShown);
            var signer = new ReportDesk.Signer(Requests.caller(request),
                    Requests.session(request).standing().displayName(), proof);
            Answers.when(request, base.desk().sign(wish, signer),
                    result -> Answers.json(request, json.of(signed(result))));
        });
    }

    static @Nullable String optional(JsonObject body, String name) {
        return body.getValue(name) == null ? null : Bodies.text(body, name, LONGEST);
    }

    static ReadingTask signed(ReportDesk.Result result) {
        return switch (result) {
            case ReportDesk.Result.Signed(ReadingTask task) -> task;
            case ReportDesk.Result.NotConfirmed(Confirmation.Outcome outcome) -> throw notConfirmed(outcome);
            case ReportDesk.Result.Incomplete(List<ReportText.Element> missing) -> throw new ProblemException(
                    Problem.unprocessable("report-incomplete", "The report has no " + missing + " yet."));
            case ReportDesk.Result.OtherPatient() -> throw new ProblemException(Problem.conflict("other-patient",
                    "The images are of another patient than the one shown; load the study again and look who it is."));
            case ReportDesk.Result.OtherPatientOrdered() -> throw new ProblemException(Problem.conflict(
                    "other-patient-ordered",
                    "The order that the study came of is for another patient; have it decided which order is right."));
            case ReportDesk.Result.Doubtful(List<Caution> cautions) -> throw new ProblemException(
                    Problem.conflict("report-doubtful", "The text contradicts the images: " + cautions
                            + ". Change it, or send \"cautionsSeen\": true."));
            case ReportDesk.Result.Unanswered() -> throw CriticalProblems.unanswered();
            case ReportDesk.Result.Stale() -> throw ReadingProblems.stale();
        };
    }

    static ProblemException notConfirmed(Confirmation.Outcome outcome) {
        return new ProblemException(switch (outcome) {
            case CODE_NEEDED -> Problem.forbidden("second-factor",
                    "Send the code of the authenticator, or a recovery code, as \"code\" besides.");
            case LOCKED -> new Problem(429, "locked", "Too many wrong passwords", "Try again later.");
            case WRONG, RIGHT -> Problem.forbidden("wrong-password", "The password or the code is another.");
        });
    }
}
