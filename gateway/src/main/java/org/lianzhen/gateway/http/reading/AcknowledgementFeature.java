package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.vr.PersonName;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.access.Sight;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.dicomweb.Resources;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.report.Acknowledgements;

/** Reports that were amended or withdrawn, and who has read it. */
public final class AcknowledgementFeature implements Feature {
    private static final String OF_STUDY = "/api/v1/studies/:study/report-changes";
    private static final int MOST = 200;

    private final Acknowledgements acknowledgements;
    private final Reach reach;

    public AcknowledgementFeature(Acknowledgements acknowledgements, MemberDirectory members) {
        this.acknowledgements = acknowledgements;
        this.reach = new Reach(members);
    }

    @Override
    public String contract() {
        return "changes.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get("/api/v1/report-changes").handler(Guard.of(Operation.VIEW_REPORTS)).handler(this::list);
        router.get(OF_STUDY).handler(Guard.of(Operation.VIEW_REPORTS)).handler(this::ofStudy);
        router.post(OF_STUDY + "/:number/acknowledgement").handler(Guard.of(Operation.ACKNOWLEDGE_REPORTS))
                .handler(this::give);
    }

    private void list(RoutingContext request) {
        Caller caller = Requests.caller(request);
        AuditEvent event = AuditEvent
                .success(caller.actor(Operation.VIEW_REPORTS), AuditAction.PATIENT_SEARCH, "")
                .with(Map.of("level", "REPORT_CHANGE"));
        Answers.audited(request, event, () -> Answers.when(request,
                acknowledgements.list(
                        Sight.seesPreliminary(caller) ? reach.units(caller, Operation.VIEW_REPORTS) : Set.of(), MOST),
                all -> tell(request, all)));
    }

    private void ofStudy(RoutingContext request) {
        Caller caller = Requests.caller(request);
        String study = study(request);
        AuditEvent event = AuditEvent.success(caller.actor(Operation.VIEW_REPORTS), AuditAction.REPORT_VIEW, study);
        Answers.audited(request, event, () -> Answers.when(request,
                acknowledgements.ofStudy(study,
                        Sight.seesPreliminary(caller) ? reach.units(caller, Operation.VIEW_REPORTS, study) : Set.of()),
                all -> tell(request, all)));
    }

    private void give(RoutingContext request) {
        Caller caller = Requests.caller(request);
        String study = study(request);
        int number = number(request);
        AuditEvent event = AuditEvent
                .success(caller.actor(Operation.ACKNOWLEDGE_REPORTS), AuditAction.REPORT_ACKNOWLEDGE, study)
                .with(Map.of("number", Integer.toString(number)));
        Answers.when(request,
                acknowledgements.give(
                        new Acknowledgements.Read(study, number, caller.unit(), caller.account()), event),
                all -> {
                    if (all.stream().noneMatch(one -> one.version().number() == number)) {
                        throw unknown();
                    }
                    tell(request, all);
                });
    }

    private static String study(RoutingContext request) {
        String study = request.pathParam("study");
        if (study == null || !Resources.isUid(study)) {
            throw unknown();
        }
        return study;
    }

    private static int number(RoutingContext request) {
        try {
            return Integer.parseInt(request.pathParam("number"));
        } catch (NumberFormatException e) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("no-such-change",
                "There is no such amendment or withdrawal of a report of your unit."));
    }

    private static void tell(RoutingContext request, List<Acknowledgements.Asked> all) {
        Answers.json(request, new JsonObject().put("changes",
                new JsonArray(all.stream().map(AcknowledgementFeature::json).toList())));
    }

    private static JsonObject json(Acknowledgements.Asked asked) {
        Acknowledgements.Given given = asked.given();
        return new JsonObject().put("reading", asked.version().task().toString())
                .put("number", asked.version().number()).put("kind", asked.version().kind().name())
                .put("unit", asked.study().unit()).put("studyInstanceUid", asked.study().uid())
                .put("patientName",
                        PersonName.parse(asked.study().patient()).spoken().stream().findFirst().orElse(""))
                .put("patientId", asked.study().patientId()).put("description", asked.study().description())
                .put("askedAt", asked.askedAt().toString()).put("doctor", json(asked.doctor()))
                .put("readBy", given == null ? null : json(given.by()))
                .put("readAt", given == null ? null : given.at().toString());
    }

    private static @Nullable JsonObject json(ReadingTask.@Nullable Reader reader) {
        return reader == null ? null
                : new JsonObject().put("account", reader.account()).put("name", reader.name());
    }
}
