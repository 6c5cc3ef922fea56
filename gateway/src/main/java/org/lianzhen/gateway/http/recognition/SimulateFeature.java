package org.lianzhen.gateway.http.recognition;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.recognition.Catalogue;
import org.lianzhen.gateway.recognition.ExamResult;
import org.lianzhen.gateway.recognition.ExamResult.ImageGrade;
import org.lianzhen.gateway.recognition.ExamResult.ImageState;
import org.lianzhen.gateway.recognition.ExamResult.Quality;
import org.lianzhen.gateway.recognition.ExamResult.ReportStatus;
import org.lianzhen.gateway.recognition.MarkScope;
import org.lianzhen.gateway.recognition.OrderIntent;
import org.lianzhen.gateway.recognition.Place;
import org.lianzhen.gateway.recognition.RecognitionEngine;
import org.lianzhen.gateway.version.DocumentBook;

/** Tries a case that is told whole, by the rules in force. Nothing is looked up of any patient, and nothing is kept. */
public final class SimulateFeature implements Feature {
    private static final int MOST_RESULTS = 500;

    private final DocumentBook<Catalogue> catalogue;
    private final MemberDirectory members;

    public SimulateFeature(DocumentBook<Catalogue> catalogue, MemberDirectory members) {
        this.catalogue = catalogue;
        this.members = members;
    }

    @Override
    public String contract() {
        return "simulate.yaml";
    }

    @Override
    public void mount(Router router) {
        router.post("/api/v1/recognition/simulate").handler(Guard.loggedIn()).handler(Bodies.handler())
                .handler(this::simulate);
    }

    private void simulate(RoutingContext request) {
        Texts body = Texts.of(Bodies.json(request));
        Instant at = body.moment("asOf");
        Members now = members.members();
        LocalDate day = LocalDate.ofInstant(at, MemberDirectory.ZONE);
        Texts order = body.object("order");
        String unit = order.text("unit");
        if (now.unit(unit).isEmpty()) {
            throw order.wrong("unit", "a unit that is known here");
        }
        var intent = new OrderIntent(order.text("patient"), Place.of(now, unit, day), order.text("item"),
                order.side("laterality"), QuestionReader.flags(order), at);
        List<ExamResult> results = body.objects("results", MOST_RESULTS).stream()
                .map(result -> result(result, Place.of(now, result.text("unit"), day))).toList();
        Answers.json(request,
                JudgementJson.of(new RecognitionEngine(catalogue.inForce().content()).judge(intent, results)));
    }

    /** What is not said is unknown, or harmless. */
    private static ExamResult result(Texts result, Place unit) {
        List<MarkScope> marks = result.has("mark") ? List.of(mark(result.object("mark"))) : List.of();
        var standing = new ExamResult.Standing(result.choice("status", ReportStatus.FINAL),
                result.choice("images", ImageState.ONLINE), result.choice("grade", ImageGrade.UNGRADED));
        var vouching = new ExamResult.Vouching(result.choice("qc", Quality.UNKNOWN), marks,
                result.yes("deviceBelowMinimum", false), result.yes("unitSuspended", false));
        return new ExamResult(result.text("id"), result.text("patient"), result.yes("identityVerified", true), unit,
                result.text("item"), result.side("laterality"), result.moment("performedOn"), standing, vouching);
    }

    private static MarkScope mark(Texts mark) {
        mark.text("scope");
        return new MarkScope(mark.choice("scope", MarkScope.Type.NATIONAL), mark.textOr("value", ""));
    }
}
