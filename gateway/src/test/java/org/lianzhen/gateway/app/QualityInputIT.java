package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.lianzhen.gateway.reading.figures.CentreFigures;
import org.lianzhen.gateway.reading.quality.Criterion;

/** What nobody can say of images is refused in words, and leaves nothing behind. */
class QualityInputIT {
    private static final String RADIOLOGIST = "ch1-radiologist";

    @TempDir
    static Path keys;

    private static ReadingStand stand;
    private static JsonObject reading;

    @BeforeAll
    static void open() throws Exception {
        stand = new ReadingStand(keys);
        reading = stand.queued(SampleInstance.of("1.2.3.1.1").study("1.2.3"));
        assertThat(stand.move(RADIOLOGIST, reading, "claim").statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void close() {
        stand.close();
    }

    private static JsonObject full() {
        var scores = new JsonObject();
        for (Criterion criterion : Criterion.values()) {
            scores.put(criterion.name(), criterion.most());
        }
        return new JsonObject().put("scores", scores);
    }

    private static String code(HttpResponse<String> answer) {
        var body = new JsonObject(answer.body());
        return answer.statusCode() + " " + body.getString(answer.statusCode() == 200 ? "grade" : "code");
    }

    private static HttpResponse<String> graded(int base, JsonObject body) {
        return stand.withTag("POST", RADIOLOGIST, ReadingStand.path(reading, "quality"), base, body);
    }

    private static int newest() {
        JsonArray all = new JsonObject(stand.get(RADIOLOGIST, "/api/v1/studies/1.2.3/quality").body())
                .getJsonArray("grades");
        return all.isEmpty() ? 0 : all.getJsonObject(0).getInteger("number");
    }

    private static void refused(JsonObject body, String why) {
        int before = newest();
        HttpResponse<String> answer = graded(before, body);
        assertThat(code(answer)).isEqualTo("422 image-quality");
        assertThat(new JsonObject(answer.body()).getString("detail")).contains(why);
        assertThat(newest()).as("nothing is kept").isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Criterion.class)
    void everyCriterionHasItsPointsAndNoMore(Criterion criterion) {
        String name = criterion.name();
        JsonObject scores = full().getJsonObject("scores");
        for (Object wrong : new Object[]{ criterion.most() + 1, -1, "5", 1.5, true }) {
            refused(new JsonObject().put("scores", scores.copy().put(name, wrong)), name);
        }
        JsonObject without = scores.copy();
        without.remove(name);
        refused(new JsonObject().put("scores", without), name);
        assertThat(code(graded(newest(), new JsonObject().put("scores", scores.copy().put(name, 0)))))
                .isEqualTo(criterion.most() > 10 ? "200 B" : "200 A");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "MOTION"            | must be a list
            {"MOTION":1}        | must be a list
            ["BLURRED"]         | each once
            ["motion"]          | each once
            ["MOTION","MOTION"] | each once
            [7]                 | each once
            [null]              | each once
            """)
    void defectsAreThoseOfTheRulesEachOnce(String defects, String why) {
        JsonObject body = new JsonObject("{\"defects\":" + defects + "}").mergeIn(full());
        refused(body, why);
    }

    @Test
    void aRemarkHasAnEndAndPointsAreAllThatIsNeeded() {
        refused(full().put("remark", "字".repeat(1001)), "remark");
        refused(full().put("remark", "a\0"), "remark");
        refused(full().put("remark", 7), "remark");
        refused(new JsonObject(), "scores");
        refused(new JsonObject().put("scores", new JsonArray()), "scores");
        assertThat(code(graded(newest(), full().put("remark", "字".repeat(1000))))).isEqualTo("200 A");
        HttpResponse<String> plain = graded(newest(), full());
        assertThat(code(plain)).isEqualTo("200 A");
        assertThat(new JsonObject(plain.body()).getJsonArray("defects")).isEmpty();
        assertThat(new JsonObject(plain.body()).getString("remark")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "no-id", "00000000-0000-0000-0000-000000000000" })
    void aReadingThatIsNoneIsUnknown(String id) {
        HttpResponse<String> answer = stand.withTag("POST", RADIOLOGIST, "/api/v1/readings/" + id + "/quality", 0,
                full());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
        assertThat(stand.withTag("POST", "ch2-radiologist", ReadingStand.path(reading, "quality"), 0, full()).body())
                .as("the same for those who may not see it").isEqualTo(answer.body());
    }

    @Test
    void whatItIsChangedFromMustBeSaidAndBeTheNewest() {
        String path = ReadingStand.path(reading, "quality");
        assertThat(code(stand.post(RADIOLOGIST, path, full()))).isEqualTo("428 if-match");
        assertThat(code(graded(newest() + 1, full()))).isEqualTo("409 quality-not-in-hand");
        HttpResponse<String> other = stand.site.text(stand.site.request(path, stand.token(RADIOLOGIST))
                .header("If-Match", "\"0\"").header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("A")));
        assertThat(code(other)).isEqualTo("415 media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = { "ts1-tech", "ts1-doctor", "ch1-director", "office" })
    void isForThoseWhoRead(String account) {
        assertThat(code(stand.withTag("POST", account, ReadingStand.path(reading, "quality"), 0, full())))
                .isEqualTo("403 no-right");
    }

    @ParameterizedTest
    @EnumSource(CentreFigures.By.class)
    void figuresOfTimesThatNobodyRemembersAreNone(CentreFigures.By by) {
        for (String day : List.of("0001-01-01", "1000-12-31")) {
            HttpResponse<String> answer = stand.get("ch1-director",
                    "/api/v1/centre/figures?by=" + by + "&from=" + day + "&to=" + day);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(new JsonObject(answer.body()).getJsonArray("rows")).isEmpty();
        }
        assertThat(stand.get("ch1-director", "/api/v1/centre/figures?by=" + by + "&from=9999-12-31&to=9999-12-31")
                .statusCode()).isEqualTo(200);
    }
}
