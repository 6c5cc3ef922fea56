package org.lianzhen.gateway.http.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.http.KeptEvents;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveObjects;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.lianzhen.gateway.postgres.reading.PostgresMarkStore;
import org.lianzhen.gateway.postgres.reading.PostgresPreferenceStore;

class ReadingFeatureIT {
    private static final String RADIOLOGIST = TestSite.token(Role.RADIOLOGIST, "CH1");
    private static final String MARKS = "/api/v1/studies/1.2.3/marks";
    private static final String PREFERENCES = "/api/v1/viewer-preferences";
    private static final JsonObject DRAWN = new JsonObject()
            .put("annotations", new JsonArray().add(new JsonObject().put("tool", "Length").put("label", "结节")))
            .put("keyImages",
                    new JsonArray().add(new JsonObject().put("series", "1.2.3.1").put("instance", "1.2.3.1.1")));

    private TestPostgres database;
    private TestSite site;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        Await.result(new PostgresArchiveIndex(database.pool())
                .begin(List.of(SampleInstance.of("1.2.3.1.1").study("1.2.3").from("TS1").indexed())).commit());
        site = TestSite.auditing(new KeptEvents(), new ReadingFeature(new PostgresMarkStore(database.pool()),
                new PostgresPreferenceStore(database.pool()), new PostgresArchiveObjects(database.pool()),
                new Reach(TestMembers.of("""
                        units:
                          - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                          - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                          - {code: CH2, name: 中医院, kind: COUNTY_HOSPITAL}
                        agreements: [{owner: TS1, reader: CH1}]
                        """))));
    }

    @AfterEach
    void close() {
        site.close();
        database.close();
    }

    private HttpResponse<String> get(String path, String token) {
        return site.text(site.request(path, token));
    }

    private HttpResponse<String> put(String path, int base, JsonObject content) {
        return site.text(site.request(path, RADIOLOGIST).header("Content-Type", "application/json")
                .header("If-Match", "\"" + base + "\"").PUT(HttpRequest.BodyPublishers
                        .ofString(new JsonObject().put("content", content).encode())));
    }

    @Test
    void whatIsDrawnIsThereAfterwards() {
        HttpResponse<String> none = get(MARKS, RADIOLOGIST);
        assertThat(none.body()).isEqualTo("{\"version\":0,\"content\":{}}");
        assertThat(none.headers().firstValue("ETag")).hasValue("\"0\"");

        assertThat(put(MARKS, 0, DRAWN).statusCode()).isEqualTo(200);
        JsonObject kept = new JsonObject(get(MARKS, RADIOLOGIST).body());
        assertThat(kept).isEqualTo(new JsonObject().put("version", 1).put("content", DRAWN));

        JsonObject wiped = DRAWN.copy().put("annotations", new JsonArray());
        assertThat(put(MARKS, 1, wiped).headers().firstValue("ETag")).hasValue("\"2\"");
        assertThat(new JsonObject(get(MARKS, RADIOLOGIST).body()).getJsonObject("content")).isEqualTo(wiped);
    }

    @Test
    void twoWindowsDoNotOverwriteEachOther() {
        put(MARKS, 0, DRAWN);
        for (int base : List.of(0, 2, 7)) {
            assertThat(put(MARKS, base, DRAWN).statusCode()).as("from version " + base).isEqualTo(412);
        }
        assertThat(put(PREFERENCES, 5, new JsonObject()).statusCode()).as("of nothing").isEqualTo(412);
    }

    @Test
    void eachChangeIsOnRecordAndARefusedOneIsNot() {
        put(MARKS, 0, DRAWN);
        put(MARKS, 0, DRAWN);
        assertThat(database.rows("""
                select actor, action, object, details->>'annotations', details->>'keyImages' from audit_event
                where action = 'STUDY_MARK'""")).containsExactly(List.of("test", "STUDY_MARK", "1.2.3", "1", "1"));
    }

    @Test
    void aStudyThatTheCallerMayNotSeeIsNotThere() {
        put(MARKS, 0, DRAWN);
        assertThat(get(MARKS, TestSite.token(Role.RADIOLOGIST, "CH2")).statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/studies/1.2.4/marks", RADIOLOGIST).statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/studies/x/marks", RADIOLOGIST).statusCode()).isEqualTo(404);
        assertThat(put("/api/v1/studies/1.2.4/marks", 0, DRAWN).statusCode()).isEqualTo(404);
        assertThat(get(MARKS, TestSite.token(Role.SYS_ADMIN, "CH1")).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"annotations\":[],\"keyImages\":[1]}", "{\"annotations\":1,\"keyImages\":[]}",
            "{\"annotations\":[],\"keyImages\":[{\"series\":\"1.2\"}]}",
            "{\"annotations\":[],\"keyImages\":[{\"series\":\"1.2\",\"instance\":\"1.3\",\"frame\":0}]}",
            "{\"annotations\":[],\"keyImages\":[{\"series\":\"a\",\"instance\":\"1.3\"}]}",
            "{\"annotations\":[{\"label\":\"\\u0000\"}],\"keyImages\":[]}",
            "{\"annotations\":[{\"a\":[{\"\\u0000\":1}]}],\"keyImages\":[]}" })
    void whatIsNoMarkIsRefused(String content) {
        assertThat(put(MARKS, 0, new JsonObject(content)).statusCode()).isEqualTo(422);
        assertThat(new JsonObject(get(MARKS, RADIOLOGIST).body()).getInteger("version")).isZero();
    }

    @Test
    void theNumberOfMarksHasALimit() {
        var many = new JsonArray();
        IntStream.rangeClosed(1, 2001).forEach(i -> many.add(new JsonObject()));
        assertThat(put(MARKS, 0, DRAWN.copy().put("annotations", many)).statusCode()).isEqualTo(422);
        JsonObject large = DRAWN.copy().put("annotations",
                new JsonArray().add(new JsonObject().put("label", "x".repeat(1024 * 1024))));
        assertThat(put(MARKS, 0, large).statusCode()).isEqualTo(413);
    }

    @Test
    void preferencesAreKept() {
        JsonObject liked = new JsonObject().put("keys", new JsonObject().put("length", "l"));
        assertThat(put(PREFERENCES, 0, liked).statusCode()).isEqualTo(200);
        assertThat(new JsonObject(get(PREFERENCES, RADIOLOGIST).body()))
                .isEqualTo(new JsonObject().put("version", 1).put("content", liked));
        assertThat(put(PREFERENCES, 1, new JsonObject().put("x", "\u0000")).statusCode()).isEqualTo(422);
        assertThat(put(PREFERENCES, 1, liked.copy().put("x", "\\u0000")).statusCode()).as("no NUL").isEqualTo(200);
        assertThat(put(PREFERENCES, 2, new JsonObject().put("x", "y".repeat(70_000))).statusCode()).isEqualTo(413);
    }
}
