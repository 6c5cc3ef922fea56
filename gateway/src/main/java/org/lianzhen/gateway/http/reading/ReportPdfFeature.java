package org.lianzhen.gateway.http.reading;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.dicomweb.Resources;
import org.lianzhen.gateway.reading.report.ReportDocument;
import org.lianzhen.gateway.reading.report.ReportPages;
import org.lianzhen.gateway.reading.report.ReportPages.LettersMissingException;
import org.lianzhen.gateway.reading.report.Reports;
import org.lianzhen.gateway.reading.report.SignedReport;

/** Signed reports as documents for printing, for those who treat the patient. */
public final class ReportPdfFeature implements Feature {
    private static final String PDF = "/api/v1/studies/:study/reports/:number/pdf";
    private static final int LONGEST_NUMBER = 9;

    private final VisibleReports reports;
    private final ReportPages pages;

    public ReportPdfFeature(Reports reports, ReportPages pages, Reach reach) {
        this.reports = new VisibleReports(reports, reach);
        this.pages = pages;
    }

    @Override
    public String contract() {
        return "report-pdf.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get(PDF).handler(Guard.of(Operation.VIEW_REPORTS)).handler(this::pdf);
    }

    private void pdf(RoutingContext request) {
        String study = request.pathParam("study");
        String number = request.pathParam("number");
        if (study == null || !Resources.isUid(study) || number == null || !number.matches("[1-9][0-9]*")
                || number.length() > LONGEST_NUMBER) {
            throw unknown();
        }
        AuditEvent event = AuditEvent.success(Requests.caller(request).actor(Operation.VIEW_REPORTS),
                AuditAction.REPORT_VIEW, study).with(Map.of("number", number, "form", "PDF"));
        Answers.audited(request, event, () -> Answers.when(request,
                reports.ofStudy(Requests.caller(request), study)
                        .thenCompose(all -> made(all, Integer.parseInt(number))),
                made -> send(request, made)));
    }

    /** @param issue of the version */
    private record Made(int issue, Buffer pdf) {}

    private CompletionStage<Made> made(List<SignedReport> all, int number) {
        SignedReport report = all.stream().filter(one -> one.number() == number).findFirst()
                .orElseThrow(ReportPdfFeature::unknown);
        if (!report.isIntact()) {
            throw new ProblemException(Problem.conflict("report-broken",
                    "The report is not what was signed. Do not use it; ask the centre for the original."));
        }
        return Answers.aside(() -> Buffer.buffer(pages.pdf(ReportDocument.of(report, all)))).handle((pdf, fault) -> {
            if (fault == null) {
                return new Made(report.issue(), pdf);
            }
            throw fault instanceof CompletionException && fault.getCause() instanceof LettersMissingException
                    ? lettersMissing() : new CompletionException(fault);
        });
    }

    private static void send(RoutingContext request, Made made) {
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/pdf")
                .putHeader("Content-Disposition", "attachment; filename=\"report-" + made.issue() + ".pdf\"")
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-store").end(made.pdf());
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("no-such-report",
                "There is no such report on the study, or not for you."));
    }

    private static ProblemException lettersMissing() {
        return new ProblemException(
                Problem.unavailable("There is nothing to write Chinese with: build the gateway with its"
                        + " web client, which brings the font."));
    }
}
