package org.lianzhen.gateway.http.link;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.lianzhen.dicom.dict.UidDictionary;
import org.lianzhen.gateway.link.Finding;
import org.lianzhen.gateway.link.LinkReport;

/** Reports as the contract writes them. */
final class LinkJson {
    private LinkJson() {}

    static JsonObject of(LinkReport report) {
        return new JsonObject().put("aeTitle", report.target().aeTitle()).put("host", report.target().host())
                .put("port", report.target().port()).put("tls", report.target().tls())
                .put("startedAt", report.startedAt().toString()).put("sound", report.isSound())
                .put("steps", array(report.steps(), LinkJson::step))
                .put("classes", array(report.classes(), LinkJson::accepted))
                .put("trace", new JsonObject().put("lines", array(report.trace().lines(), LinkJson::line))
                        .put("omitted", report.trace().omitted()));
    }

    static JsonObject of(LastReports.Last last) {
        return of(last.report()).put("author", last.author());
    }

    /** Without what was seen on the way. */
    static JsonObject summary(LastReports.Last last) {
        LinkReport report = last.report();
        JsonObject json = new JsonObject().put("aeTitle", report.target().aeTitle())
                .put("startedAt", report.startedAt().toString()).put("sound", report.isSound())
                .put("author", last.author());
        report.steps().stream().filter(step -> step.result() == LinkReport.Result.FAILED).findFirst()
                .ifPresent(step -> json.put("failed", step(step)));
        return json;
    }

    private static <T> JsonArray array(List<T> list, Function<T, JsonObject> json) {
        return new JsonArray(list.stream().map(json).toList());
    }

    static JsonObject step(LinkReport.Step step) {
        JsonObject details = new JsonObject();
        step.details().forEach(details::put);
        Finding finding = step.finding();
        return new JsonObject().put("step", step.step().name()).put("result", step.result().name())
                .put("tookMillis", millis(step.took())).put("code", finding.code())
                .put("message", new JsonObject().put("zh-CN", finding.inWords(Locale.SIMPLIFIED_CHINESE)).put("en",
                        finding.inWords(Locale.ENGLISH)))
                .put("details", details);
    }

    private static JsonObject accepted(LinkReport.AcceptedClass one) {
        return named(one.sopClassUid()).put("transferSyntaxes", array(one.transferSyntaxes(), LinkJson::named));
    }

    private static JsonObject named(String uid) {
        return new JsonObject().put("uid", uid).put("name", UidDictionary.name(uid));
    }

    private static JsonObject line(LinkReport.Line line) {
        return new JsonObject().put("atMillis", millis(line.at())).put("direction", line.sent() ? "SENT" : "RECEIVED")
                .put("type", line.type()).put("length", line.length()).put("count", line.count())
                .put("what", line.what());
    }

    /** With one digit after the point. */
    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 1e5) / 10.0;
    }
}
