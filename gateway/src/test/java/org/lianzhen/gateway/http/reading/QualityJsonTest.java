package org.lianzhen.gateway.http.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.reading.quality.Criterion;
import org.lianzhen.gateway.reading.quality.Grade;
import org.lianzhen.gateway.reading.quality.ImageQualities;
import org.lianzhen.gateway.reading.quality.ImageQuality;
import org.lianzhen.gateway.reading.quality.QualityRules;

class QualityJsonTest {
    private static final QualityRules RULES = new QualityRules(90, 75, 60,
            List.of(new QualityRules.Defect("MOTION", "运动伪影", "Motion"),
                    new QualityRules.Defect("METAL", "金属异物", "Metal")));

    private static JsonObject scores() {
        return new JsonObject().put("POSITIONING", 25).put("EXPOSURE", 0).put("ARTEFACTS", 15).put("COVERAGE", 15)
                .put("MARKS", 10).put("NOISE", 10);
    }

    private static JsonObject body() {
        return new JsonObject().put("scores", scores());
    }

    @Test
    void whatIsSaidOfImagesIsReadAsItIs() {
        ImageQuality.Said said = QualityJson.said(
                body().put("defects", new JsonArray().add("METAL").add("MOTION")).put("remark", " 请指导屏气 "), RULES);
        assertThat(said.scores()).containsEntry(Criterion.POSITIONING, 25).containsEntry(Criterion.EXPOSURE, 0)
                .hasSize(Criterion.values().length);
        assertThat(said.defects()).containsExactly("METAL", "MOTION");
        assertThat(said.remark()).isEqualTo("请指导屏气");
    }

    @Test
    void pointsAreEnough() {
        ImageQuality.Said said = QualityJson.said(body(), RULES);
        assertThat(said.defects()).isEmpty();
        assertThat(said.remark()).isEmpty();
        assertThat(QualityJson.said(body().put("remark", "x".repeat(1000)), RULES).remark()).hasSize(1000);
    }

    static Stream<JsonObject> wrong() {
        JsonObject less = scores();
        less.remove("NOISE");
        return Stream.of(new JsonObject(), body().put("scores", new JsonArray()), body().put("scores", less),
                body().put("scores", scores().put("NOISE", 11)), body().put("scores", scores().put("NOISE", -1)),
                body().put("scores", scores().put("NOISE", "10")), body().put("scores", scores().put("NOISE", 9.5)),
                body().put("defects", "MOTION"), body().put("defects", new JsonArray().add("BLUR")),
                body().put("defects", new JsonArray().add(1)),
                body().put("defects", new JsonArray().add("MOTION").add("MOTION")), body().put("remark", 1),
                body().put("remark", "x".repeat(1001)), body().put("remark", "a\0b"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatTheRulesDoNotKnowIsRefused(JsonObject wrong) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> QualityJson.said(wrong, RULES))
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo("image-quality"));
    }

    @Test
    void aGradeIsToldWithItsPointsAndWhoGaveIt() {
        var said = QualityJson.said(body().put("defects", new JsonArray().add("MOTION")), RULES);
        JsonObject told = QualityJson.of(
                new ImageQuality(2, Grade.B, said, "li", "李医生", Instant.parse("2026-11-30T01:00:00Z")));
        assertThat(told.getInteger("score")).isEqualTo(75);
        assertThat(told.getJsonObject("scores")).isEqualTo(scores());
        assertThat(told.getString("grade") + told.getInteger("number")).isEqualTo("B2");
        assertThat(told.getString("account") + told.getString("name")).isEqualTo("li李医生");
        assertThat(told.getString("at")).isEqualTo("2026-11-30T01:00:00Z");
    }

    @Test
    void theRulesTellTheMostPointsOfEachCriterionAndBothNamesOfADefect() {
        JsonObject told = QualityJson.of(RULES);
        assertThat(told.getJsonArray("criteria").stream().map(JsonObject.class::cast)
                .mapToInt(one -> one.getInteger("most")).sum()).isEqualTo(100);
        assertThat(told.getJsonArray("defects").getJsonObject(0).getMap())
                .isEqualTo(Map.of("code", "MOTION", "name", "运动伪影", "english", "Motion"));
        assertThat(List.of(told.getInteger("gradeA"), told.getInteger("gradeB"), told.getInteger("gradeC")))
                .containsExactly(90, 75, 60);
    }

    @Test
    void aUnitThatIsGoneIsToldByItsCode() {
        var members = TestMembers.of("units: [{code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}]").members();
        var graded = new ImageQualities.Graded(4, 3, 2, 1);
        for (Map.Entry<String, String> unit : Map.of("TS1", "一院", "GONE", "GONE").entrySet()) {
            JsonObject told = QualityJson.of(
                    new ImageQualities.Month(unit.getKey(), YearMonth.of(2026, 3), 12, graded), members);
            assertThat(told.getString("unitName")).isEqualTo(unit.getValue());
            assertThat(told.getString("month")).isEqualTo("2026-03");
            assertThat(told.getInteger("graded")).isEqualTo(10);
        }
    }
}
