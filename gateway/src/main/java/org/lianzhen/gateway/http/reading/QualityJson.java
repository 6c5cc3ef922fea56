package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.Unit;
import org.lianzhen.gateway.reading.quality.Criterion;
import org.lianzhen.gateway.reading.quality.ImageQualities;
import org.lianzhen.gateway.reading.quality.ImageQuality;
import org.lianzhen.gateway.reading.quality.QualityRules;

/** How good images are, as JSON. */
final class QualityJson {
    private static final int LONGEST_REMARK = 1000;

    private QualityJson() {}

    static JsonObject of(ImageQuality quality) {
        var scores = new JsonObject();
        for (Criterion criterion : Criterion.values()) {
            scores.put(criterion.name(), quality.said().scores().get(criterion));
        }
        return new JsonObject().put("number", quality.number()).put("grade", quality.grade().name())
                .put("score", quality.said().scores().values().stream().mapToInt(Integer::intValue).sum())
                .put("scores", scores).put("defects", new JsonArray(quality.said().defects()))
                .put("remark", quality.said().remark()).put("account", quality.by()).put("name", quality.name())
                .put("at", quality.at().toString());
    }

    static JsonObject of(QualityRules rules) {
        JsonArray criteria = new JsonArray(Stream.of(Criterion.values())
                .map(one -> new JsonObject().put("criterion", one.name()).put("most", one.most())).toList());
        JsonArray defects = new JsonArray(rules.defects().stream().map(one -> new JsonObject()
                .put("code", one.code()).put("name", one.name()).put("english", one.english())).toList());
        return new JsonObject().put("gradeA", rules.a()).put("gradeB", rules.b()).put("gradeC", rules.c())
                .put("criteria", criteria).put("defects", defects);
    }

    static JsonObject of(ImageQualities.Month month, Members members) {
        ImageQualities.Graded graded = month.graded();
        return new JsonObject().put("unit", month.unit())
                .put("unitName", members.unit(month.unit()).map(Unit::name).orElse(month.unit()))
                .put("month", month.month().toString()).put("taken", month.taken()).put("graded", graded.all())
                .put("a", graded.a()).put("b", graded.b()).put("c", graded.c()).put("reject", graded.reject());
    }

    /** @throws ProblemException (422) when it is nothing that the rules know */
    static ImageQuality.Said said(JsonObject body, QualityRules rules) {
        if (!(body.getValue("scores") instanceof JsonObject scores)) {
            throw wrong("\"scores\" must be an object.");
        }
        Map<Criterion, Integer> points = new EnumMap<>(Criterion.class);
        for (Criterion criterion : Criterion.values()) {
            if (!(scores.getValue(criterion.name()) instanceof Integer value) || value < 0
                    || value > criterion.most()) {
                throw wrong("\"" + criterion + "\" must be 0 to " + criterion.most() + ".");
            }
            points.put(criterion, value);
        }
        return new ImageQuality.Said(points, defects(body, rules), remark(body));
    }

    private static List<String> defects(JsonObject body, QualityRules rules) {
        Set<String> known = rules.defects().stream().map(QualityRules.Defect::code).collect(Collectors.toSet());
        if (!(body.getValue("defects", new JsonArray()) instanceof JsonArray asked)) {
            throw wrong("\"defects\" must be a list.");
        }
        List<String> defects = new ArrayList<>();
        for (Object one : asked) {
            if (!(one instanceof String code) || !known.contains(code) || defects.contains(code)) {
                throw wrong("\"defects\" must be some of " + known.stream().sorted().toList() + ", each once.");
            }
            defects.add(code);
        }
        return defects;
    }

    private static String remark(JsonObject body) {
        if (body.getValue("remark", "") instanceof String text && text.length() <= LONGEST_REMARK
                && text.indexOf('\0') < 0) {
            return text.strip();
        }
        throw wrong("\"remark\" must be a text of at most " + LONGEST_REMARK + " characters.");
    }

    private static ProblemException wrong(String detail) {
        return new ProblemException(Problem.unprocessable("image-quality", detail));
    }
}
