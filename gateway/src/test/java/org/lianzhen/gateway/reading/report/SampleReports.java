package org.lianzhen.gateway.reading.report;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lianzhen.gateway.access.Signature;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.reading.critical.CriticalFlag;
import org.lianzhen.gateway.reading.queue.ReadingState;
import org.lianzhen.gateway.reading.queue.ReadingTask;

/** Reports as they are signed, for tests of what is made of them. */
public final class SampleReports {
    public static final Instant WRITTEN = Instant.parse("2026-03-01T02:03:04.056Z");
    public static final Instant APPROVED = Instant.parse("2026-03-01T03:30:00Z");
    private static final ReadingTask.Reader WRITER = new ReadingTask.Reader("li", "李医生");
    private static final ReadingTask.Reader SENIOR = new ReadingTask.Reader("zhao", "赵主任");

    private SampleReports() {}

    public static ReportText text(String findings) {
        return new ReportText("胸部 CT 平扫", "平扫", "咳嗽三天", "2025-12-01 胸片", findings, "右肺上叶磨玻璃结节。\n建议复查。", "6 个月后复查", true,
                List.of(new ReportText.KeyImage("1.2.3.1", "1.2.3.1.9", 2),
                        new ReportText.KeyImage("1.2.3.1", "1.2.3.1.8", 1)));
    }

    /** @param number of which the first is preliminary and all others are final */
    public static SignedReport report(String name, int number, ReportText text) {
        var patient = new ReadingTask.Person(name, "", "P1", "ISS", "19800229", "M");
        var task = new ReadingTask(new UUID(0, 7), new ReadingTask.Owner("TS1", "IMG", "CH1"),
                new ReadingTask.Examination("1.2.3", patient, "A7", "20260301", "101500", "胸部平扫", List.of("CT"),
                        List.of("CHEST"), List.of("L"), 3),
                new ReadingTask.Standing(ReadingState.CLAIMED, WRITER, null, null, number - 1, 4, null),
                new ReadingTask.Clock(Urgency.URGENT, WRITTEN, WRITTEN, WRITTEN));
        boolean first = number == 1;
        var kind = first ? SignedReport.Kind.PRELIMINARY : SignedReport.Kind.FINAL;
        ReadingTask.Reader person = first ? WRITER : SENIOR;
        Instant at = first ? WRITTEN : APPROVED;
        String content = SignedContent.of(task, new SignedContent.Names("南关镇卫生院", "县影像诊断中心"),
                new SignedContent.Report(kind, text), new SignedContent.Signer(person, WRITER, at));
        return new SignedReport(number, number, kind, content, person.account(), at,
                new Signature(Signature.Algorithm.ECDSA, "key", "MEUCIQDabcdefghijklmnopqrstuvwxyz"));
    }

    /** A third version, in place of the final one. */
    public static ReportDocument amended(String reason) {
        return third(SignedReport.Kind.AMENDMENT, reason);
    }

    /** A third version, after which nothing is valid. */
    public static ReportDocument withdrawn(String reason) {
        return third(SignedReport.Kind.WITHDRAWAL, reason);
    }

    private static ReportDocument third(SignedReport.Kind kind, String reason) {
        SignedReport like = report("王^小东", 3, text("结节"));
        String content = new JsonObject(like.content()).put("kind", kind.name()).put("reason", reason).encode();
        return ReportDocument.of(
                new SignedReport(3, 3, kind, content, like.signer(), like.signedAt(), like.signature()),
                List.of());
    }

    /** A critical value, which somebody has read back or not. */
    public static CriticalFlag critical(boolean answered) {
        var told = new CriticalFlag.Step("王主任", "SMS", "", WRITTEN.plusSeconds(60));
        var readBack = new CriticalFlag.Step("周医生", "PHONE", "左侧张力性气胸", WRITTEN.plusSeconds(180));
        return new CriticalFlag("张力性气胸", "左肺压缩 80%", WRITTEN, "李医生", List.of(told), answered ? readBack : null);
    }

    /** The same report on a study with critical values. */
    public static ReportDocument critical(ReportDocument like, List<CriticalFlag> criticals) {
        SignedReport report = like.report();
        JsonObject content = new JsonObject(report.content());
        new Found(criticals, List.of()).onto(content);
        return ReportDocument
                .of(new SignedReport(report.number(), report.issue(), report.kind(), content.encode(), report.signer(),
                        report.signedAt(), report.signature()), List.of());
    }

    /** The same report with what was measured. */
    public static ReportDocument measured(ReportDocument like, List<Measurement> measurements) {
        SignedReport report = like.report();
        String content = new JsonObject(report.content()).put("measurements", Measurements.json(measurements)).encode();
        return ReportDocument
                .of(new SignedReport(report.number(), report.issue(), report.kind(), content, report.signer(),
                        report.signedAt(), report.signature()), List.of());
    }

    /** On the image 1.2.3.1.9, by who wrote the report. */
    public static Measurement measurement(long id, Measurement.Kind kind, double... places) {
        List<Measurement.Point> points = new ArrayList<>();
        for (int at = 0; at < places.length; at += 2) {
            points.add(new Measurement.Point(places[at], places[at + 1]));
        }
        return new Measurement(id, kind, new Measurement.Place("1.2.3.1", "1.2.3.1.9", 1), points, WRITER);
    }

    /** The preliminary report. */
    public static ReportDocument preliminary(String name, String findings) {
        SignedReport report = report(name, 1, text(findings));
        return ReportDocument.of(report, List.of(report));
    }

    /** The final report after it. */
    public static ReportDocument approved(String name, String findings) {
        SignedReport first = report(name, 1, text(findings));
        SignedReport report = report(name, 2, text(findings));
        return ReportDocument.of(report, List.of(first, report));
    }
}
