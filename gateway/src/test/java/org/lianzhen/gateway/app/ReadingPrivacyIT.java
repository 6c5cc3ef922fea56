package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.slf4j.LoggerFactory;

/** A patient with a name and a number that nothing else has is read; nothing of either, and of what was written, is where it must not be. */
class ReadingPrivacyIT {
    private static final String RADIOLOGIST = "ch1-radiologist";
    private static final String SENIOR = "ch1-senior";
    private static final String DOCTOR = "ts1-doctor";
    private static final String TECH = "ts1-tech";
    private static final String STUDY = "/api/v1/studies/1.2.3";
    private static final String[] SECRETS = { "鼒翀嶷", "鼒^翀嶷", "PXQ7391846", "结节秘语", "呼吸秘语" };
    private static final JsonObject TEXT = new JsonObject().put("item", "胸部 CT").put("technique", "平扫")
            .put("findings", "鼒翀嶷 结节秘语").put("impression", "结节秘语").put("positive", true);
    private static final JsonObject SIGNATURE = new JsonObject().put("password", "demo").put("patientName", "鼒翀嶷")
            .put("patientId", "PXQ7391846");

    @TempDir
    Path keys;

    private static HttpResponse<String> sign(ReadingStand stand, JsonObject reading, int draft, JsonObject body) {
        return stand.withTag("POST", RADIOLOGIST, ReadingStand.path(reading, "reports"), draft, body);
    }

    private static JsonObject right(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        return answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
    }

    private static JsonObject secret(String field) {
        return new JsonObject().put(field, "鼒翀嶷 PXQ7391846 结节秘语");
    }

    /** What comes after a preliminary report: a critical value, a grade, the final report, a change, a withdrawal, a move. */
    private static List<HttpResponse<String>> goOn(ReadingStand stand, JsonObject reading) {
        List<HttpResponse<String>> refused = new ArrayList<>(answerCritical(stand));
        right(stand.move(SENIOR, reading, "review"));
        refused.add(stand.withTag("POST", SENIOR, ReadingStand.path(reading, "quality"), 0,
                secret("remark").put("scores", secret("POSITIONING"))));
        String reports = ReadingStand.path(reading, "reports");
        right(stand.withTag("POST", SENIOR, reports, 1, SIGNATURE.copy().put("notShown", "呼吸秘语")));
        right(stand.post(SENIOR, ReadingStand.path(reading, "amend"), secret("reason")));
        right(stand.post(SENIOR, ReadingStand.path(reading, "drop"), secret("reason")));
        String withdrawal = ReadingStand.path(reading, "withdrawal");
        JsonObject wish = SIGNATURE.copy().mergeIn(secret("reason")).put("number", 2);
        refused.add(stand.post(SENIOR, withdrawal, wish.copy().put("patientName", "鼒翀嶷嶷")));
        refused.add(stand.post(SENIOR, withdrawal, wish.copy().put("password", "鼒翀嶷")));
        refused.add(stand.post(SENIOR, withdrawal, wish.copy().put("number", "PXQ7391846")));
        right(stand.post(SENIOR, withdrawal, wish));
        right(stand.post(DOCTOR, STUDY + "/report-changes/3/acknowledgement", new JsonObject()));
        refused.addAll(move(stand));
        refused.add(stand.post(SENIOR, "/api/v1/report-templates", secret("content")));
        refused.add(stand.get(SENIOR, "/api/v1/centre/figures?by=ALL&from=x&to=y"));
        return refused;
    }

    private static List<HttpResponse<String>> answerCritical(ReadingStand stand) {
        String values = STUDY + "/critical-values";
        List<HttpResponse<String>> refused = new ArrayList<>();
        refused.add(stand.post(RADIOLOGIST, values, secret("finding").put("item", "鼒翀嶷")));
        JsonObject value = right(
                stand.post(RADIOLOGIST, values, secret("finding").put("item", "TENSION_PNEUMOTHORAX")));
        String one = "/api/v1/critical-values/" + value.getString("id");
        refused.add(stand.post(DOCTOR, one + "/handle", secret("measure")));
        right(stand.post(DOCTOR, one + "/acknowledge", secret("readBack")));
        refused.add(stand.post(DOCTOR, one + "/acknowledge", secret("readBack")));
        right(stand.post(DOCTOR, one + "/handle", secret("measure")));
        return refused;
    }

    private static List<HttpResponse<String>> move(ReadingStand stand) {
        stand.arrive(SampleInstance.of("1.2.4.1.1").study("1.2.4").patient("P2"));
        Object other = stand.database.value("select id from patient where patient_id = 'P2'");
        String moves = "/api/v1/study-moves";
        JsonObject wish = secret("reason").put("study", "1.2.3").put("patient", other.toString());
        List<HttpResponse<String>> refused = new ArrayList<>();
        refused.add(stand.post(TECH, moves, wish.copy().put("patient", "PXQ7391846")));
        right(stand.post(TECH, moves, wish));
        refused.add(stand.post(TECH, moves, wish));
        String one = moves + "/" + stand.database.value("select id from study_move") + "/confirm";
        refused.add(stand.post(DOCTOR, one, secret("password")));
        right(stand.post(DOCTOR, one, new JsonObject().put("password", "demo")));
        return refused;
    }

    /** Also what goes wrong, whose answers say nothing either. */
    private static List<String> readAll(ReadingStand stand) {
        JsonObject reading = stand.queued(
                SampleInstance.of("1.2.3.1.1").study("1.2.3").patient("PXQ7391846").named("鼒^翀嶷"));
        assertThat(reading.getString("patientName")).isEqualTo("鼒翀嶷");
        stand.move(RADIOLOGIST, reading, "claim");
        String draft = ReadingStand.path(reading, "draft");
        List<HttpResponse<String>> refused = new ArrayList<>();
        for (JsonObject wrong : List.of(new JsonObject().put("鼒翀嶷", 1), new JsonObject().put("findings", "结节秘语\0"),
                new JsonObject().put("positive", "PXQ7391846"))) {
            refused.add(stand.withTag("PUT", RADIOLOGIST, draft, 0, new JsonObject().put("text", wrong)));
        }
        stand.withTag("PUT", RADIOLOGIST, draft, 0, new JsonObject().put("text", TEXT));
        refused.add(stand.withTag("PUT", RADIOLOGIST, draft, 0, new JsonObject().put("text", TEXT)));
        refused.add(sign(stand, reading, 1, SIGNATURE.copy().put("patientId", "鼒翀嶷")));
        refused.add(sign(stand, reading, 1, SIGNATURE.copy().put("password", "鼒翀嶷")));
        HttpResponse<String> signed = sign(stand, reading, 1, SIGNATURE.copy().put("notShown", "呼吸秘语"));
        assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
        assertThat(stand.get(RADIOLOGIST, ReadingStand.path(reading, "reports")).body()).contains("结节秘语");
        refused.addAll(goOn(stand, reading));
        assertThat(refused).allSatisfy(answer -> assertThat(answer.statusCode()).isBetween(400, 499));
        return refused.stream().map(answer -> answer.uri() + "\n" + answer.body()).toList();
    }

    @Test
    void nothingOfAPatientOrAReportIsWhereItMustNotBe() throws Exception {
        var texts = new ArrayList<String>();
        try (WrittenLog log = WrittenLog.open()) {
            ((Logger) LoggerFactory.getLogger("org.lianzhen")).setLevel(Level.TRACE);
            try (var stand = new ReadingStand(keys)) {
                texts.addAll(readAll(stand));
                for (String table : List.of("audit_event", "reading_task", "log_in_failure", "notice")) {
                    stand.database.rows("select row_to_json(t)::text from " + table + " t")
                            .forEach(row -> texts.add(String.valueOf(row.getFirst())));
                }
            }
            texts.addAll(log.lines());
        }
        assertThat(texts).hasSizeGreaterThan(20)
                .allSatisfy(text -> assertThat(text).doesNotContain(SECRETS));
    }
}
