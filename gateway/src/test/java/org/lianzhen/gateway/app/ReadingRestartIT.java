package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

/** Nodes come and go, and stand side by side; what people are at stays as it was. */
class ReadingRestartIT {
    private static final String RADIOLOGIST = "ch1-radiologist";
    private static final String SENIOR = "ch1-senior";
    private static final String DIRECTOR = "ch1-director";
    private static final String RULES = "/api/v1/reading-rules";
    private static final String STUDY = "1.2.3";
    private static final SampleInstance CHEST = SampleInstance.of("1.2.3.1.1").study(STUDY);
    private static final JsonObject HALF = new JsonObject().put("item", "胸部 CT 平扫").put("findings", "右肺上叶见磨玻");

    @TempDir
    Path keys;

    private TestPostgres database;
    private ReadingStand first;

    @BeforeEach
    void open() throws Exception {
        database = TestPostgres.migrated();
        first = new ReadingStand(keys, database);
    }

    @AfterEach
    void close() {
        first.close();
        database.close();
    }

    private void restart() throws Exception {
        first.close();
        first = new ReadingStand(keys, database);
    }

    private static HttpResponse<String> keep(ReadingStand node, JsonObject reading, int base, JsonObject text) {
        return node.withTag("PUT", RADIOLOGIST, ReadingStand.path(reading, "draft"), base,
                new JsonObject().put("text", text));
    }

    private static JsonObject draft(ReadingStand node, JsonObject reading) {
        return new JsonObject(node.get(SENIOR, ReadingStand.path(reading, "draft")).body());
    }

    private static JsonObject rules(ReadingStand node) {
        return new JsonObject(node.get(DIRECTOR, RULES).body());
    }

    private static int replace(ReadingStand node, int base, String document) {
        return node.withTag("PUT", DIRECTOR, RULES, base, new JsonObject().put("document", document)).statusCode();
    }

    @Test
    void whatIsHalfWrittenIsThereAfterARestart() throws Exception {
        JsonObject reading = first.queued(CHEST);
        assertThat(first.move(RADIOLOGIST, reading, "claim").statusCode()).isEqualTo(200);
        assertThat(keep(first, reading, 0, HALF).statusCode()).isEqualTo(200);
        JsonObject before = draft(first, reading);
        List<JsonObject> queue = first.list(RADIOLOGIST, "");
        restart();
        assertThat(draft(first, reading)).isEqualTo(before);
        assertThat(draft(first, reading).getJsonObject("text").getString("findings")).isEqualTo("右肺上叶见磨玻");
        assertThat(first.list(RADIOLOGIST, "")).isEqualTo(queue);
        assertThat(first.list(RADIOLOGIST, "?mine=true")).hasSize(1);
        assertThat(keep(first, reading, 1, HALF.copy().put("findings", "右肺上叶见磨玻璃结节")).statusCode())
                .as("and is written on").isEqualTo(200);
    }

    @Test
    void aClaimOutlivesTheNodeThatTookIt() throws Exception {
        JsonObject reading = first.queued(CHEST);
        first.move(RADIOLOGIST, reading, "claim");
        restart();
        HttpResponse<String> other = first.move(SENIOR, reading, "claim");
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(new JsonObject(other.body()).getString("code")).isEqualTo("reading-held");
        assertThat(first.move(RADIOLOGIST, reading, "release").statusCode()).isEqualTo(200);
        assertThat(first.move(SENIOR, reading, "claim").statusCode()).isEqualTo(200);
    }

    @Test
    void whatRanOutWhileNothingRanGoesBack() throws Exception {
        JsonObject reading = first.queued(CHEST);
        first.move(RADIOLOGIST, reading, "claim");
        keep(first, reading, 0, HALF);
        first.close();
        database.rows("update reading_task set held_until = now() - interval '1 second'");
        first = new ReadingStand(keys, database);
        assertThat(first.awaited(STUDY, "QUEUED").getValue("holder")).isNull();
        assertThat(draft(first, reading).getString("author")).isEqualTo(RADIOLOGIST);
    }

    @Test
    void whatArrivedWhileNothingRanIsQueued() throws Exception {
        first.close();
        first.arrive(CHEST);
        first.complete(STUDY);
        first = new ReadingStand(keys, database);
        first.awaited(STUDY, "QUEUED");
        assertThat(database.rows("select * from reading_task")).hasSize(1);
    }

    @Test
    void rulesAreInForceAfterARestart() throws Exception {
        String shorter = rules(first).getString("document").replace("[URGENT], minutes: 120", "[URGENT], minutes: 45");
        assertThat(replace(first, 0, shorter)).isEqualTo(200);
        restart();
        Await.until("the rules are loaded", () -> rules(first).getInteger("version") == 1);
        assertThat(rules(first).getString("document")).isEqualTo(shorter);
    }

    @Test
    void ofTwoNodesOneGivesTheStudyAway() throws Exception {
        JsonObject reading = first.queued(CHEST);
        try (var second = new ReadingStand(keys, database)) {
            assertThat(second.list(SENIOR, "")).isEqualTo(first.list(SENIOR, ""));
            assertThat(first.move(RADIOLOGIST, reading, "claim").statusCode()).isEqualTo(200);
            assertThat(second.move(SENIOR, reading, "claim").statusCode()).isEqualTo(409);
            assertThat(second.list(RADIOLOGIST, "?mine=true")).hasSize(1);
            assertThat(second.move(RADIOLOGIST, reading, "release").statusCode()).isEqualTo(200);
            assertThat(first.list(RADIOLOGIST, "?mine=true")).isEmpty();
        }
    }

    @Test
    void aDraftThatWasKeptOnOneNodeIsNotOverwrittenOnTheOther() throws Exception {
        JsonObject reading = first.queued(CHEST);
        first.move(RADIOLOGIST, reading, "claim");
        try (var second = new ReadingStand(keys, database)) {
            assertThat(keep(first, reading, 0, HALF).statusCode()).isEqualTo(200);
            assertThat(keep(second, reading, 0, HALF.copy().put("findings", "另一窗口")).statusCode()).isEqualTo(412);
            assertThat(draft(second, reading)).isEqualTo(draft(first, reading));
            assertThat(keep(second, reading, 1, HALF.copy().put("findings", "右肺")).statusCode()).isEqualTo(200);
            assertThat(draft(first, reading).getInteger("version")).isEqualTo(2);
        }
    }

    @Test
    void twoNodesQueueAStudyOnce() throws Exception {
        try (var second = new ReadingStand(keys, database)) {
            for (int i = 0; i < 12; i++) {
                String study = "1.5." + i;
                (i % 2 == 0 ? first : second).arrive(SampleInstance.of(study + ".1.1").study(study));
                first.complete(study);
            }
            Await.until("all are queued", () -> second.list(RADIOLOGIST, "?state=QUEUED").size() == 12);
            Await.until("nothing is left", () -> database.rows("select * from reading_news").isEmpty());
            assertThat(database.rows("select study from reading_task group by study having count(*) > 1")).isEmpty();
            for (JsonObject one : first.list(RADIOLOGIST, "")) {
                String history = first.get(RADIOLOGIST, ReadingStand.path(one, "")).body();
                assertThat(new JsonObject(history).getJsonArray("history").stream().map(JsonObject.class::cast)
                        .filter(move -> move.getString("move").equals("QUEUE"))).as(history).hasSize(1);
            }
        }
    }

    @Test
    void rulesThatChangeOnOneNodeAreInForceOnTheOther() throws Exception {
        try (var second = new ReadingStand(keys, database)) {
            String document = rules(first).getString("document");
            assertThat(replace(first, 0, document.replace("[URGENT], minutes: 120", "[URGENT], minutes: 45")))
                    .isEqualTo(200);
            assertThat(replace(second, 0, document)).as("was made from an older one").isEqualTo(412);
            Await.until("the other has them", () -> rules(second).getInteger("version") == 1);
            assertThat(rules(second)).isEqualTo(rules(first));
        }
    }
}
