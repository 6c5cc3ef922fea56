package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.gateway.app.RecognitionStand.DOCTOR;
import static org.lianzhen.gateway.app.RecognitionStand.OFFICER;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

/** A CT of the township is read at the county, and used by the county's doctor some days later. */
class RecognitionStoryIT {
    private static final String RADIOLOGIST = "ch1-radiologist";
    private static final String SENIOR = "ch1-senior";
    private static final JsonObject TEXT = new JsonObject().put("item", "胸部 CT 平扫").put("technique", "平扫")
            .put("findings", "右肺上叶见磨玻璃结节。").put("impression", "右肺上叶磨玻璃结节。").put("positive", true);
    private static final JsonObject SIGNATURE = new JsonObject().put("password", "demo").put("patientName", "王小东")
            .put("patientId", "P1");
    private static final String STUDY = "1.2.77";

    @TempDir
    Path keys;

    private ReadingStand reading;
    private RecognitionStand stand;
    private JsonObject task = new JsonObject();

    @BeforeEach
    void open() throws Exception {
        reading = new ReadingStand(keys);
        stand = new RecognitionStand(reading.database);
    }

    @AfterEach
    void close() {
        stand.close();
        reading.close();
    }

    /** Read and approved ten days after it was made. */
    private void report() {
        task = reading.queued(SampleInstance.of(STUDY + ".1").study(STUDY));
        reading.database.rows("update study set study_date = $1",
                LocalDate.now(MemberDirectory.ZONE).minusDays(10).format(DateTimeFormatter.BASIC_ISO_DATE));
        reading.database.rows("""
                insert into patient_identifier (patient, unit, kind, issuer, number)
                select id, unit, 'ID_CARD', '', $1 from patient""", RecognitionStand.CARD);
        reading.move(RADIOLOGIST, task, "claim");
        assertThat(reading.withTag("PUT", RADIOLOGIST, path("draft"), draft(), new JsonObject().put("text", TEXT))
                .statusCode()).isEqualTo(200);
        sign(RADIOLOGIST);
        reading.move(SENIOR, task, "review");
        sign(SENIOR);
    }

    private void sign(String account) {
        HttpResponse<String> signed = reading.withTag("POST", account, path("reports"), draft(), SIGNATURE);
        assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
    }

    private int draft() {
        return new JsonObject(reading.get(SENIOR, path("draft")).body()).getInteger("version");
    }

    private String path(String part) {
        return ReadingStand.path(task, part);
    }

    private void awaitResult(String status) {
        Await.until("the result is " + status, () -> !reading.database.rows(
                "select from exam_result where report_status = '" + status + "'").isEmpty());
    }

    /** A chest CT for the same person, whose record says another birth date when it is said. */
    private JsonObject asked(String birthDate) {
        JsonObject order = new JsonObject()
                .put("patient", new JsonObject().put("patientId", "H7").put("name", "王^小东").put("birthDate", birthDate)
                        .put("sex", "M").put("identifiers", new JsonArray().add(new JsonObject().put("kind", "ID_CARD")
                                .put("number", RecognitionStand.CARD))))
                .put("examination", new JsonObject().put("modality", "CT").put("itemName", "胸部CT平扫").put("bodyPart",
                        "CHEST"))
                .put("requester", new JsonObject().put("doctor", "li"));
        HttpResponse<String> placed = stand.site.send("POST", "/api/v1/orders", DOCTOR, order.encode());
        assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
        return stand.asked(new JsonObject(placed.body()));
    }

    private void certify() {
        assertThat(stand.post(OFFICER, "/certificates", new JsonObject().put("unit", "TS1").put("item", "CT-CHEST-P")
                .put("body", "县质控中心").put("level", "COUNTY").put("round", "2026-1").put("passed", true)).statusCode())
                .isEqualTo(201);
    }

    @Test
    void whatIsReportedIsRecognisedAndCountedUntilItIsWithdrawn() {
        certify();
        report();
        awaitResult("FINAL");
        JsonObject prompt = asked("19800229");
        assertThat(prompt.getString("code")).as(prompt.encodePrettily()).isEqualTo("S01");
        assertThat(prompt.getString("prompt")).isEqualTo("HARD");
        JsonObject shown = prompt.getJsonArray("results").getJsonObject(0);
        assertThat(shown.getString("studyInstanceUid")).isEqualTo(STUDY);
        assertThat(shown.getString("images")).isEqualTo("ONLINE");

        JsonObject detail = stand.answered(DOCTOR, "/detail", new JsonObject().put("prompt", prompt.getString("id"))
                .put("result", prompt.getString("result")));
        assertThat(detail.getJsonObject("report").getString("impression")).isEqualTo("右肺上叶磨玻璃结节。");
        stand.answered(DOCTOR, "/decisions", stand.decision(prompt, "ADOPTED"));
        JsonObject figures = figures();
        assertThat(figures.getJsonObject("cohort").getMap())
                .containsExactlyInAnyOrderEntriesOf(Map.of("numerator", 1, "denominator", 1, "percent", "100.0"));
        assertThat(figures.getString("savings")).isEqualTo("200.00");

        HttpResponse<String> withdrawn = reading.post(SENIOR, path("withdrawal"),
                SIGNATURE.copy().put("reason", "患者错误").put("number", 2));
        assertThat(withdrawn.statusCode()).as(withdrawn.body()).isEqualTo(200);
        awaitResult("WITHDRAWN");
        assertThat(states(prompt)).isEqualTo("REVIEW_NEEDED");
        assertThat(stand.savings()).containsExactly(List.of("200.00", ""),
                List.of("-200.00", "WITHDRAWN"));
        assertThat(figures().getString("savings")).isEqualTo("0.00");
        assertThat(asked("19800229").getString("code")).isEqualTo("N03");
    }

    private String states(JsonObject prompt) {
        return new JsonObject(stand.site.text(stand.site
                .request(RecognitionStand.ROOT + "/prompts/" + prompt.getString("id"), DOCTOR)).body())
                .getString("state");
    }

    private JsonObject figures() {
        HttpResponse<String> answer = stand.site.text(stand.site.request(RecognitionStand.ROOT + "/figures?month="
                + YearMonth.now(MemberDirectory.ZONE) + "&by=UNIT", "director CENTRE_DIRECTOR CH1"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonObject row = new JsonObject(answer.body()).getJsonArray("items").getJsonObject(0);
        assertThat(row.getString("key")).isEqualTo("CH1");
        return row;
    }

    /** A newborn has its mother's card. */
    @Test
    void whoHasAnotherBirthDateIsNotTakenForTheOwnerOfTheCard() {
        certify();
        report();
        awaitResult("FINAL");
        assertThat(asked("20260601").getString("code")).isEqualTo("N02");
    }

    @Test
    void poorImagesAndOnesOfBeforeAreNotRecognised() {
        certify();
        report();
        awaitResult("FINAL");
        reading.database.rows("""
                insert into image_quality (study, number, unit, grade, scores, defects, remark, account)
                select id, 1, unit, 'C', '{}', '{}', '', 'x' from study""");
        assertThat(asked("19800229").getString("code")).isEqualTo("N10");
    }

    @Test
    void whatNobodyKnowsTheItemOfWaitsForAPerson() {
        certify();
        reading.arrive(SampleInstance.of(STUDY + ".1").study(STUDY));
        reading.database.rows("update study set description = '胸部 HRCT'");
        report();
        awaitResult("FINAL");
        JsonObject waiting = new JsonObject(stand.site.text(stand.site
                .request(RecognitionStand.ROOT + "/mappings/waiting", OFFICER)).body()).getJsonArray("items")
                .getJsonObject(0);
        assertThat(waiting.getString("unit")).isEqualTo("TS1");
        assertThat(waiting.getString("localName")).isEqualTo("胸部 HRCT");
        assertThat(waiting.getJsonArray("suggestions").getString(0)).isEqualTo("CT-CHEST-P");
        assertThat(asked("19800229").getString("code")).isEqualTo("Z00");

        JsonObject mapping = new JsonObject().put("unit", "TS1").put("localName", "胸部 HRCT").put("item", "CT-CHEST-P");
        assertThat(stand.post(DOCTOR, "/mappings", mapping).statusCode()).isEqualTo(403);
        assertThat(stand.post(OFFICER, "/mappings", mapping.copy().put("item", "CT-NONE")).statusCode()).isEqualTo(422);
        assertThat(stand.answered(OFFICER, "/mappings", mapping).getInteger("results")).isEqualTo(1);
        JsonObject again = asked("19800229");
        assertThat(again.getString("code")).isEqualTo("S01");
    }
}
