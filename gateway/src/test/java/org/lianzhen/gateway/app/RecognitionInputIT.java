package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.gateway.app.RecognitionStand.DOCTOR;
import static org.lianzhen.gateway.app.RecognitionStand.OFFICER;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.postgres.TestPostgres;

/** What is wrong with a request is said, and nothing is kept. */
class RecognitionInputIT {
    private static TestPostgres database;
    private static RecognitionStand stand;

    @BeforeAll
    static void open() throws IOException {
        database = TestPostgres.migrated();
        stand = new RecognitionStand(database);
    }

    @AfterAll
    static void close() {
        stand.close();
        database.close();
    }

    private static JsonObject question() {
        return new JsonObject().put("key", "K1")
                .put("patient", new JsonObject().put("patientId", "P1").put("identifiers",
                        new JsonArray().add(new JsonObject().put("kind", "PASSPORT").put("number", "E1234567"))))
                .put("examination", new JsonObject().put("itemCode", "LAB-K").put("laterality", ""));
    }

    private static void refused(HttpResponse<String> answer, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(new JsonObject(answer.body()).getString("detail")).contains(detail);
    }

    @ParameterizedTest
    @CsvSource({ "key, ''", "key, 12345678901234567890123456789012345678901234567890123456789012345",
            "emergency, yes", "preOp, 1", "doctor, 12345678901234567890123456789012345678901234567890123456789012345" })
    void aQuestionWithAWrongField(String field, String value) {
        refused(stand.post(DOCTOR, "/candidates", question().put(field, value)), "\"" + field + "\"");
    }

    @ParameterizedTest
    @CsvSource({ "examination, laterality, X",
            "examination, modality, 12345678901234567890123456789012345678901234567890123456789012345",
            "patient, patientId, 12345678901234567890123456789012345678901234567890123456789012345",
            "patient, identifiers, none" })
    void aQuestionWithAWrongPart(String part, String field, String value) {
        JsonObject question = question();
        question.getJsonObject(part).put(field, value);
        refused(stand.post(DOCTOR, "/candidates", question), "\"" + part + "." + field + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = { "key", "patient", "examination" })
    void aQuestionWithoutWhatItNeeds(String field) {
        JsonObject question = question();
        question.remove(field);
        refused(stand.post(DOCTOR, "/candidates", question), "\"" + field + "\"");
    }

    @Test
    void anExaminationHasACodeOrAName() {
        JsonObject question = question();
        question.getJsonObject("examination").put("itemCode", "");
        refused(stand.post(DOCTOR, "/candidates", question), "\"examination.itemCode\"");
        question.getJsonObject("examination").put("itemName", "血\0钾");
        refused(stand.post(DOCTOR, "/candidates", question), "\"examination.itemName\"");
        JsonArray many = new JsonArray();
        for (int i = 0; i < 21; i++) {
            many.add(new JsonObject().put("kind", "OTHER").put("number", "N" + i));
        }
        question.getJsonObject("patient").put("identifiers", many);
        refused(stand.post(DOCTOR, "/candidates", question), "\"patient.identifiers\"");
        question.getJsonObject("patient").put("identifiers", new JsonArray().add(new JsonObject().put("kind", "SECRET")
                .put("number", "1")));
        refused(stand.post(DOCTOR, "/candidates", question), "\"patient.identifiers.kind\"");
    }

    @Test
    void anOrderThatIsNotThereIsNotFound() {
        assertThat(stand.post(DOCTOR, "/candidates", new JsonObject().put("order", UUID.randomUUID().toString()))
                .statusCode()).isEqualTo(404);
        refused(stand.post(DOCTOR, "/candidates", new JsonObject().put("order", "nonsense")), "\"order\"");
        String other = stand.order("qian TOWNSHIP_DOCTOR TS1", "LAB-K").getString("id");
        assertThat(stand.post(DOCTOR, "/candidates", new JsonObject().put("order", other)).statusCode())
                .as("of another unit").isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({ "prompt, nonsense", "result, nonsense" })
    void aDetailNeedsBothIdentifiers(String field, String value) {
        JsonObject body = new JsonObject().put("prompt", UUID.randomUUID().toString()).put("result",
                UUID.randomUUID().toString());
        assertThat(stand.post(DOCTOR, "/detail", body).statusCode()).isEqualTo(404);
        refused(stand.post(DOCTOR, "/detail", body.put(field, value)), "\"" + field + "\"");
    }

    @ParameterizedTest
    @CsvSource({ "prompt, nonsense", "decision, PERHAPS", "decision, ''", "result, ''", "explainedToPatient, yes",
            "key, 12345678901234567890123456789012345678901234567890123456789012345" })
    void aDecisionWithAWrongField(String field, String value) {
        JsonObject decision = new JsonObject().put("prompt", UUID.randomUUID().toString()).put("result", "x")
                .put("decision", "ADOPTED");
        assertThat(stand.post(DOCTOR, "/decisions", decision).statusCode()).as("no such prompt").isEqualTo(404);
        refused(stand.post(DOCTOR, "/decisions", decision.put(field, value)), "\"" + field + "\"");
    }

    @Test
    void whatIsTooLongOrHasANulIsNotKept() {
        JsonObject decision = new JsonObject().put("prompt", UUID.randomUUID().toString()).put("result", "x")
                .put("decision", "DECLINED").put("reason", "R6");
        refused(stand.post(DOCTOR, "/decisions", decision.copy().put("reasonText", "长".repeat(501))), "\"reasonText\"");
        refused(stand.post(DOCTOR, "/decisions", decision.copy().put("reasonText", "a\0b")), "\"reasonText\"");
        String revocation = "/prompts/" + UUID.randomUUID() + "/revocation";
        refused(stand.post(DOCTOR, revocation, new JsonObject().put("why", " ")), "\"why\"");
        assertThat(stand.post(DOCTOR, revocation, new JsonObject().put("why", "x")).statusCode()).isEqualTo(404);
        assertThat(stand.post(DOCTOR, "/prompts/nonsense/revocation", new JsonObject().put("why", "x")).statusCode())
                .isEqualTo(404);
        refused(stand.post(OFFICER, "/mappings", new JsonObject().put("unit", "TS1").put("item", "LAB-K")),
                "\"localName\"");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"limit\":0}", "{\"limit\":201}", "{\"limit\":\"many\"}", "{\"states\":\"all\"}",
            "{\"states\":[\"GONE\"]}", "{\"states\":[3]}" })
    void aSearchWithWhatIsNone(String body) {
        assertThat(stand.post(DOCTOR, "/prompts/search", new JsonObject(body)).statusCode()).isEqualTo(422);
    }

    @Test
    void onlyWhoOrdersIsAnswered() {
        for (String role : List.of("TECHNOLOGIST", "RADIOLOGIST", "QC_OFFICER", "OFFICE", "SUPERVISOR", "SYS_ADMIN")) {
            String token = "x " + role + " CH1";
            assertThat(stand.post(token, "/candidates", question()).statusCode()).as(role).isEqualTo(403);
            assertThat(stand.post(token, "/detail", new JsonObject()).statusCode()).as(role).isEqualTo(403);
            assertThat(stand.post(token, "/decisions", new JsonObject()).statusCode()).as(role).isEqualTo(403);
            assertThat(stand.post(token, "/prompts/search", new JsonObject()).statusCode()).as(role).isEqualTo(403);
            assertThat(stand.site.text(stand.site.request(RecognitionStand.ROOT + "/reasons", token)).statusCode())
                    .as(role).isEqualTo(403);
        }
        for (String role : List.of("VILLAGE_DOCTOR", "TOWNSHIP_DOCTOR", "CLINICIAN", "HIS")) {
            HttpResponse<String> reasons = stand.site
                    .text(stand.site.request(RecognitionStand.ROOT + "/reasons", "x " + role + " TS1"));
            assertThat(new JsonObject(reasons.body()).getJsonArray("items")).as(role).hasSize(10);
        }
        assertThat(database.rows("select from recognition_decision")).isEmpty();
    }
}
