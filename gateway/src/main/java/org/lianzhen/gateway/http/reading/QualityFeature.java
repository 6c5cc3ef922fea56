package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.YearMonth;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
import org.lianzhen.gateway.http.VersionTag;
import org.lianzhen.gateway.http.dicomweb.Resources;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.reading.quality.Grade;
import org.lianzhen.gateway.reading.quality.ImageQualities;
import org.lianzhen.gateway.reading.quality.ImageQuality;
import org.lianzhen.gateway.reading.quality.QualityRules;
import org.lianzhen.gateway.reading.queue.ReadingRuleBook;
import org.lianzhen.gateway.reading.queue.ReadingTasks;

/** How good images are: said by whoever has the study in hand, seen by those who took them. */
public final class QualityFeature implements Feature {
    private static final int MONTHS = 12;

    private final Base base;
    private final Reach reach;

    /** What it stands on. */
    public record Base(ImageQualities qualities, ReadingTasks tasks, ReadingRuleBook rules, MemberDirectory members) {}

    public QualityFeature(Base base) {
        this.base = base;
        this.reach = new Reach(base.members());
    }

    @Override
    public String contract() {
        return "quality.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get("/api/v1/quality-rules").handler(Guard.of(Operation.VIEW_QUALITY))
                .handler(request -> Answers.json(request, QualityJson.of(rules())));
        router.get("/api/v1/quality").handler(Guard.of(Operation.VIEW_QUALITY)).handler(this::months);
        router.get("/api/v1/studies/:study/quality").handler(Guard.of(Operation.VIEW_QUALITY)).handler(this::ofStudy);
        router.post("/api/v1/readings/:id/quality").handler(Guard.of(Operation.GRADE_IMAGES))
                .handler(Bodies.handler()).handler(this::grade);
    }

    private QualityRules rules() {
        return base.rules().inForce().rules().parts().quality();
    }

    private static AuditEvent seen(RoutingContext request, String study) {
        return AuditEvent.success(Requests.caller(request).actor(Operation.VIEW_QUALITY), AuditAction.QUALITY_VIEW,
                study);
    }

    private void months(RoutingContext request) {
        Set<String> units = reach.units(Requests.caller(request), Operation.VIEW_QUALITY);
        YearMonth since = YearMonth.now(MemberDirectory.ZONE).minusMonths(MONTHS - 1L);
        Answers.audited(request, seen(request, ""), () -> Answers.when(request,
                base.qualities().months(units, since), months -> Answers.json(request, new JsonObject().put("months",
                        new JsonArray(months.stream()
                                .map(month -> QualityJson.of(month, base.members().members())).toList())))));
    }

    private void ofStudy(RoutingContext request) {
        String study = request.pathParam("study");
        if (study == null || !Resources.isUid(study)) {
            throw CriticalProblems.unknownStudy();
        }
        Set<String> units = reach.units(Requests.caller(request), Operation.VIEW_QUALITY, study);
        Answers.audited(request, seen(request, study), () -> Answers.when(request,
                base.qualities().ofStudy(study, units), all -> Answers.json(request, new JsonObject().put("grades",
                        new JsonArray(all.stream().map(QualityJson::of).toList())))));
    }

    private void grade(RoutingContext request) {
        Caller caller = Requests.caller(request);
        UUID id = Requests.id(request, ReadingProblems::unknown);
        int number = VersionTag.wanted(request);
        ImageQuality.Said said = QualityJson.said(Bodies.json(request), rules());
        Grade grade = rules().grade(said.scores());
        Answers.when(request, base.tasks().find(id, Set.of(caller.unit())).thenCompose(found -> {
            String study = found.orElseThrow(ReadingProblems::unknown).examination().studyInstanceUid();
            AuditEvent event = AuditEvent
                    .success(caller.actor(Operation.GRADE_IMAGES), AuditAction.QUALITY_GRADE, study)
                    .with(Map.of("grade", grade.name(), "number", Integer.toString(number + 1)));
            return base.qualities().keep(new ImageQualities.Wish(id, number, grade, said, caller.account()), event);
        }), kept -> Answers.json(request, QualityJson.of(kept.orElseThrow(QualityFeature::refused))));
    }

    private static ProblemException refused() {
        return new ProblemException(Problem.conflict("quality-not-in-hand",
                "Whoever has the study in hand grades its images, until the report is final; load it again."));
    }
}
