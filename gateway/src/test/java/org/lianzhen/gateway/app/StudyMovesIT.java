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
import org.lianzhen.gateway.postgres.archive.SampleInstance;

/** Studies that were filed to the wrong patient. */
class StudyMovesIT {
    private static final String MOVES = "/api/v1/study-moves";
    private static final String RADIOLOGIST = "ch1-radiologist";
    private static final String SENIOR = "ch1-senior";
    private static final String TECH = "ts1-tech";
    private static final String DOCTOR = "ts1-doctor";
    private static final JsonObject PASSWORD = new JsonObject().put("password", "demo");
    private static final JsonObject TEXT = new JsonObject().put("item", "胸部 CT 平扫").put("technique", "平扫")
            .put("findings", "右肺上叶见磨玻璃结节。").put("impression", "右肺上叶磨玻璃结节。").put("positive", true);
    private static final JsonObject SIGNATURE = new JsonObject().put("password", "demo").put("patientName", "王小东")
            .put("patientId", "P1");

    @TempDir
    Path keys;

    private ReadingStand stand;
    private JsonObject reading;

    @BeforeEach
    void open() throws Exception {
        stand = new ReadingStand(keys);
        stand.queued(SampleInstance.of("1.2.9.1.1").study("1.2.9").patient("P2"));
        reading = stand.queued(SampleInstance.of("1.2.3.1.1").study("1.2.3"));
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private String patient(String number) {
        return String.valueOf(stand.database.value("select id from patient where patient_id = '" + number + "'"));
    }

    private String patientOf(String study) {
        return String.valueOf(stand.database.value("""
                select p.patient_id from study s join patient p on p.id = s.patient where s.uid = '%s'"""
                .formatted(study)));
    }

    private HttpResponse<String> propose(String account, String number) {
        return stand.post(account, MOVES, new JsonObject().put("study", "1.2.3").put("patient", patient(number))
                .put("reason", "登记时选错患者"));
    }

    private JsonObject newest() {
        return new JsonObject(stand.get(DOCTOR, MOVES).body()).getJsonArray("moves").getJsonObject(0);
    }

    private HttpResponse<String> decide(String account, String verb, JsonObject body) {
        return stand.post(account, MOVES + "/" + newest().getString("id") + "/" + verb, body);
    }

    private void approve() {
        stand.move(RADIOLOGIST, reading, "claim");
        stand.withTag("PUT", RADIOLOGIST, ReadingStand.path(reading, "draft"), 0, new JsonObject().put("text", TEXT));
        stand.withTag("POST", RADIOLOGIST, ReadingStand.path(reading, "reports"), 1, SIGNATURE);
        stand.move(SENIOR, reading, "review");
        assertThat(stand.withTag("POST", SENIOR, ReadingStand.path(reading, "reports"), 1, SIGNATURE).statusCode())
                .isEqualTo(200);
    }

    @Test
    void isProposedByOneAndConfirmedByAnother() {
        List<List<Object>> bytes = stand.database.rows("select object_key, sha256, state from instance order by id");
        assertThat(propose(TECH, "P2").statusCode()).isEqualTo(204);
        assertThat(propose(DOCTOR, "P2").statusCode()).as("it waits already").isEqualTo(409);
        assertThat(patientOf("1.2.3")).as("until it is confirmed").isEqualTo("P1");
        assertThat(decide(TECH, "confirm", PASSWORD).statusCode()).as("the same person").isEqualTo(403);
        assertThat(decide(DOCTOR, "confirm", new JsonObject().put("password", "other")).statusCode()).isEqualTo(403);
        assertThat(decide("ts2-doctor", "confirm", PASSWORD).statusCode()).isEqualTo(404);
        assertThat(decide(DOCTOR, "confirm", PASSWORD).statusCode()).isEqualTo(204);
        assertThat(patientOf("1.2.3")).isEqualTo("P2");
        assertThat(stand.database.rows("select object_key, sha256, state from instance order by id")).isEqualTo(bytes);
        assertThat(newest().getString("state")).isEqualTo("CONFIRMED");
        assertThat(decide(DOCTOR, "confirm", PASSWORD).statusCode()).as("once").isEqualTo(409);
        assertThat(stand.database.rows("""
                select object from audit_event
                where action = 'STUDY_MOVE' and details->>'step' = 'confirmed' and outcome = 'SUCCESS'"""))
                .as("on record of both patients")
                .containsExactlyInAnyOrder(List.of("1.2.3"), List.of(patient("P1")), List.of(patient("P2")));
    }

    @Test
    void itsReportIsWithdrawnAndItIsReadAnew() {
        approve();
        propose(TECH, "P2");
        assertThat(decide("ch1-director", "confirm", PASSWORD).statusCode()).isEqualTo(204);
        JsonObject anew = stand.awaited("1.2.3", "QUEUED");
        assertThat(anew.getString("patientId")).isEqualTo("P2");
        assertThat(anew.getValue("writer")).isNull();
        List<JsonObject> versions = new JsonObject(stand.get(DOCTOR, "/api/v1/studies/1.2.3/reports").body())
                .getJsonArray("reports").stream().map(JsonObject.class::cast).toList();
        assertThat(versions.stream().map(one -> one.getString("kind"))).containsExactly("PRELIMINARY", "FINAL",
                "WITHDRAWAL");
        JsonObject last = new JsonObject(versions.getLast().getString("content"));
        assertThat(versions.getLast().getBoolean("intact")).isTrue();
        assertThat(last.getInteger("withdraws")).isEqualTo(2);
        assertThat(last.getString("reason")).isEqualTo("登记时选错患者");
        assertThat(last.getJsonObject("patient").getString("patientId")).as("whose report it was").isEqualTo("P1");
        assertThat(new JsonObject(stand.get(DOCTOR, "/api/v1/report-changes").body()).getJsonArray("changes"))
                .as("the unit must have read it").hasSize(1);
        stand.move(RADIOLOGIST, anew, "claim");
        assertThat(new JsonObject(stand.get(RADIOLOGIST, ReadingStand.path(anew, "draft")).body())
                .getInteger("version")).isZero();
    }

    @Test
    void isTakenBackTheSameWay() {
        propose(TECH, "P2");
        decide(DOCTOR, "confirm", PASSWORD);
        assertThat(propose(DOCTOR, "P1").statusCode()).isEqualTo(204);
        assertThat(decide(DOCTOR, "confirm", PASSWORD).statusCode()).isEqualTo(403);
        assertThat(decide(TECH, "confirm", PASSWORD).statusCode()).isEqualTo(204);
        assertThat(patientOf("1.2.3")).isEqualTo("P1");
    }

    @Test
    void whatIsRejectedOrNotKnownStaysWhereItIs() {
        propose(TECH, "P2");
        assertThat(decide(DOCTOR, "reject", new JsonObject()).statusCode()).isEqualTo(422);
        assertThat(decide(DOCTOR, "reject", new JsonObject().put("reason", "核对无误")).statusCode()).isEqualTo(204);
        assertThat(patientOf("1.2.3")).isEqualTo("P1");
        assertThat(propose(TECH, "P1").statusCode()).as("it is filed there").isEqualTo(409);
        assertThat(propose("ts2-doctor", "P2").statusCode()).as("of another unit").isEqualTo(404);
        assertThat(propose(RADIOLOGIST, "P2").statusCode()).isEqualTo(403);
        assertThat(stand.post(TECH, MOVES, new JsonObject().put("study", "1.2.3").put("accessionNumber", "NONE")
                .put("reason", "x")).statusCode()).isEqualTo(409);
    }
}
