package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

class ImageQualityIT {
    private static final String RADIOLOGIST = "ch1-radiologist";
    private static final String SENIOR = "ch1-senior";
    private static final String TECH = "ts1-tech";
    private static final JsonObject FULL = new JsonObject().put("POSITIONING", 25).put("EXPOSURE", 25)
            .put("ARTEFACTS", 15).put("COVERAGE", 15).put("MARKS", 10).put("NOISE", 10);

    @TempDir
    Path keys;

    private ReadingStand stand;
    private JsonObject reading;

    @BeforeEach
    void open() throws Exception {
        stand = new ReadingStand(keys);
        reading = stand.queued(SampleInstance.of("1.2.3.1.1").study("1.2.3"));
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private HttpResponse<String> grade(String account, int base, JsonObject scores) {
        return stand.withTag("POST", account, ReadingStand.path(reading, "quality"), base,
                new JsonObject().put("scores", scores).put("defects", new JsonArray().add("MOTION"))
                        .put("remark", "请指导屏气"));
    }

    private static String code(HttpResponse<String> answer) {
        var body = new JsonObject(answer.body());
        return answer.statusCode() + " " + body.getString(answer.statusCode() == 200 ? "grade" : "code");
    }

    private List<JsonObject> seen(String account) {
        return new JsonObject(stand.get(account, "/api/v1/studies/1.2.3/quality").body()).getJsonArray("grades")
                .stream().map(JsonObject.class::cast).toList();
    }

    private void becomesFinal() {
        stand.database.rows("""
                update reading_task set state = 'APPROVED', writer = 'ch1-radiologist', approver = 'ch1-senior',
                    holder = null, held_until = null, held_from = null""");
    }

    @Test
    void isSaidByWhoeverHasTheStudyInHandUntilTheReportIsFinal() {
        assertThat(code(grade(RADIOLOGIST, 0, FULL))).isEqualTo("409 quality-not-in-hand");
        stand.move(RADIOLOGIST, reading, "claim");
        assertThat(code(grade(SENIOR, 0, FULL))).isEqualTo("409 quality-not-in-hand");
        assertThat(code(grade(TECH, 0, FULL))).isEqualTo("403 no-right");
        assertThat(code(grade(RADIOLOGIST, 0, FULL))).isEqualTo("200 A");
        assertThat(code(grade(RADIOLOGIST, 0, FULL))).as("another window").isEqualTo("409 quality-not-in-hand");
        assertThat(code(grade(RADIOLOGIST, 1, FULL.copy().put("POSITIONING", 9)))).isEqualTo("200 B");
        assertThat(code(grade(RADIOLOGIST, 2, FULL.copy().put("POSITIONING", 26)))).isEqualTo("422 image-quality");
        becomesFinal();
        assertThat(code(grade(RADIOLOGIST, 2, FULL))).isEqualTo("409 quality-not-in-hand");
        assertThat(seen(TECH).stream().map(one -> one.getString("grade") + one.getInteger("score")))
                .as("and what was said before is kept").containsExactly("B84", "A100");
        assertThat(stand.database.rows("""
                select actor, object, details->>'grade' from audit_event where action = 'QUALITY_GRADE' order by id"""))
                .containsExactly(List.of(RADIOLOGIST, "1.2.3", "A"), List.of(RADIOLOGIST, "1.2.3", "B"));
    }

    @Test
    void thoseWhoTookPoorImagesAreToldAndSeeWhatIsLacking() {
        stand.move(RADIOLOGIST, reading, "claim");
        JsonObject poor = FULL.copy().put("POSITIONING", 0).put("EXPOSURE", 5);
        assertThat(code(grade(RADIOLOGIST, 0, poor))).isEqualTo("200 REJECT");
        Await.until("they are told", () -> stand.database.rows("select unit from notice where kind = 'image-quality'")
                .equals(List.of(List.of("TS1"))));
        JsonObject told = seen(TECH).getFirst();
        assertThat(told.getString("remark")).isEqualTo("请指导屏气");
        assertThat(told.getJsonArray("defects")).containsExactly("MOTION");
        assertThat(seen("ts2-tech")).isEmpty();
        assertThat(stand.get("office", "/api/v1/quality").statusCode()).isEqualTo(403);
        grade(RADIOLOGIST, 1, FULL);
        Await.until("it was a mistake", () -> stand.database.rows("select settled from notice")
                .equals(List.of(List.of(true))));
    }

    @Test
    void isCountedByUnitAndMonth() {
        stand.move(RADIOLOGIST, reading, "claim");
        grade(RADIOLOGIST, 0, FULL);
        grade(RADIOLOGIST, 1, FULL.copy().put("POSITIONING", 0));
        stand.queued(SampleInstance.of("1.2.4.1.1").study("1.2.4").patient("P2"));
        JsonObject month = new JsonObject(stand.get(TECH, "/api/v1/quality").body()).getJsonArray("months")
                .getJsonObject(0);
        assertThat(month.getString("unit") + " " + month.getString("unitName")).isEqualTo("TS1 一院");
        assertThat(List.of(month.getInteger("taken"), month.getInteger("graded"), month.getInteger("a"),
                month.getInteger("b"), month.getInteger("c"), month.getInteger("reject")))
                .containsExactly(2, 1, 0, 1, 0, 0);
        assertThat(new JsonObject(stand.get("ts2-tech", "/api/v1/quality").body()).getJsonArray("months")).isEmpty();
    }
}
