package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

/** Final reports that are changed and withdrawn. */
class AmendmentsIT {
    private static final String RADIOLOGIST = "ch1-radiologist";
    private static final String SENIOR = "ch1-senior";
    private static final JsonObject TEXT = new JsonObject().put("item", "胸部 CT 平扫").put("technique", "平扫")
            .put("findings", "右肺上叶见磨玻璃结节,约 6 mm。").put("impression", "右肺上叶磨玻璃结节。").put("positive", true);
    private static final JsonObject CHANGED = TEXT.copy().put("impression", "左肺上叶磨玻璃结节。");
    private static final JsonObject SIGNATURE = new JsonObject().put("password", "demo").put("patientName", "王小东")
            .put("patientId", "P1");
    private static final JsonObject REASON = new JsonObject().put("reason", "左右写反");

    @TempDir
    static Path keys;

    private static ReadingStand stand;
    private static int studies;

    private String study = "";
    private JsonObject reading = new JsonObject();

    @BeforeAll
    static void open() throws Exception {
        stand = new ReadingStand(keys);
    }

    @AfterAll
    static void close() {
        stand.close();
    }

    @BeforeEach
    void approve() {
        study = "1.2." + ++studies;
        reading = stand.queued(SampleInstance.of(study + ".1.1").study(study));
        stand.move(RADIOLOGIST, reading, "claim");
        keep(RADIOLOGIST, TEXT);
        sign(RADIOLOGIST);
        stand.move(SENIOR, reading, "review");
        assertThat(state(sign(SENIOR))).isEqualTo("APPROVED");
    }

    private HttpResponse<String> keep(String account, JsonObject text) {
        return stand.withTag("PUT", account, path("draft"), draft().getInteger("version"),
                new JsonObject().put("text", text));
    }

    private HttpResponse<String> sign(String account) {
        return stand.withTag("POST", account, path("reports"), draft().getInteger("version"), SIGNATURE);
    }

    private HttpResponse<String> withdraw(String account, int number) {
        return stand.post(account, path("withdrawal"), SIGNATURE.copy().mergeIn(REASON).put("number", number));
    }

    private HttpResponse<String> post(String account, String verb) {
        return stand.post(account, path(verb), REASON);
    }

    private JsonObject draft() {
        return new JsonObject(stand.get(SENIOR, path("draft")).body());
    }

    private String path(String part) {
        return ReadingStand.path(reading, part);
    }

    private static String state(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getString("state");
    }

    private static String code(HttpResponse<String> answer) {
        return answer.statusCode() + " " + new JsonObject(answer.body()).getString("code");
    }

    private static List<JsonObject> reports(String account, String path) {
        return new JsonObject(stand.get(account, path).body()).getJsonArray("reports").stream()
                .map(JsonObject.class::cast).toList();
    }

    private List<String> kinds(String account) {
        String path = account.startsWith("ts") ? "/api/v1/studies/" + study + "/reports" : path("reports");
        List<JsonObject> reports = reports(account, path);
        assertThat(reports).allSatisfy(one -> assertThat(one.getBoolean("intact")).isTrue());
        return reports.stream().map(one -> one.getString("kind")).toList();
    }

    @Test
    void anAmendmentBeginsWithTheLastTextAndIsApprovedByAnother() {
        assertThat(state(post(SENIOR, "amend"))).isEqualTo("CLAIMED");
        assertThat(draft().getJsonObject("text").getString("impression")).isEqualTo(TEXT.getString("impression"));
        keep(SENIOR, CHANGED);
        JsonObject written = new JsonObject(sign(SENIOR).body());
        assertThat(written.getString("state")).isEqualTo("PRELIM_WRITTEN");
        assertThat(written.getJsonObject("amendment").getInteger("number")).isEqualTo(2);
        assertThat(kinds("ts1-doctor")).as("until it is approved").containsExactly("PRELIMINARY", "FINAL");
        assertThat(code(stand.move(SENIOR, reading, "review"))).isEqualTo("403 own-report");

        assertThat(stand.move(RADIOLOGIST, reading, "review").statusCode()).as("approves nothing").isEqualTo(403);
        assertThat(
                stand.database.rows("select report from reading_task t join study s on s.id = t.study where s.uid = '"
                        + study + "'"))
                .containsExactly(List.of(3));
    }

    @Test
    void theOldVersionsStayAndTheNewOneSaysWhatItChanges() {
        post(RADIOLOGIST, "amend");
        keep(RADIOLOGIST, CHANGED);
        sign(RADIOLOGIST);
        stand.move(SENIOR, reading, "review");
        assertThat(state(sign(SENIOR))).isEqualTo("APPROVED");

        assertThat(kinds(SENIOR)).containsExactly("PRELIMINARY", "FINAL", "PROPOSAL", "AMENDMENT");
        assertThat(kinds("ts1-doctor")).containsExactly("PRELIMINARY", "FINAL", "AMENDMENT");
        List<JsonObject> versions = reports("ts1-doctor", "/api/v1/studies/" + study + "/reports");
        assertThat(versions).extracting(one -> one.getInteger("issue")).as("without gaps").containsExactly(1, 2, 3);
        assertThat(reports(SENIOR, path("reports"))).extracting(one -> one.getValue("issue"))
                .containsExactly(1, 2, null, 3);
        JsonObject before = new JsonObject(versions.get(1).getString("content"));
        JsonObject after = new JsonObject(versions.get(2).getString("content"));
        assertThat(before.getJsonObject("text").getString("impression")).isEqualTo(TEXT.getString("impression"));
        assertThat(after.getJsonObject("text").getString("impression")).isEqualTo(CHANGED.getString("impression"));
        assertThat(after.getInteger("amends")).isEqualTo(2);
        assertThat(after.getString("reason")).isEqualTo("左右写反");
        assertThat(after.getString("writer")).isEqualTo(RADIOLOGIST);
        assertThat(new JsonObject(stand.get(SENIOR, path("")).body()).getValue("amendment")).isNull();
    }

    @Test
    void anAmendmentThatIsDroppedLeavesEverythingAsItWas() {
        post(RADIOLOGIST, "amend");
        keep(RADIOLOGIST, CHANGED);
        sign(RADIOLOGIST);
        stand.move(SENIOR, reading, "review");
        HttpResponse<String> dropped = post(SENIOR, "drop");
        assertThat(state(dropped)).isEqualTo("APPROVED");
        JsonObject after = new JsonObject(dropped.body());
        assertThat(after.getJsonObject("writer").getString("account")).isEqualTo(RADIOLOGIST);
        assertThat(after.getJsonObject("approver").getString("account")).isEqualTo(SENIOR);
        assertThat(kinds("ts1-doctor")).containsExactly("PRELIMINARY", "FINAL");

        assertThat(state(post(SENIOR, "amend"))).isEqualTo("CLAIMED");
        assertThat(draft().getJsonObject("text").getString("impression")).as("begins anew")
                .isEqualTo(TEXT.getString("impression"));
        assertThat(state(stand.move(SENIOR, reading, "release"))).as("others may go on").isEqualTo("QUEUED");
        assertThat(state(stand.move(RADIOLOGIST, reading, "claim"))).isEqualTo("CLAIMED");
        assertThat(code(post(RADIOLOGIST, "recall"))).isEqualTo("409 reading-held");
        assertThat(state(post(RADIOLOGIST, "drop"))).isEqualTo("APPROVED");
    }

    @Test
    void aWithdrawalIsSignedAndSaysWhy() {
        assertThat(code(withdraw(SENIOR, 1))).as("another version").isEqualTo("412 stale");
        assertThat(withdraw(RADIOLOGIST, 2).statusCode()).as("approves nothing").isEqualTo(403);
        assertThat(code(stand.post(SENIOR, path("withdrawal"),
                SIGNATURE.copy().mergeIn(REASON).put("number", 2).put("password", "other"))))
                .isEqualTo("403 wrong-password");
        assertThat(code(stand.post(SENIOR, path("withdrawal"),
                SIGNATURE.copy().mergeIn(REASON).put("number", 2).put("patientName", "李四"))))
                .isEqualTo("409 other-patient");
        assertThat(state(withdraw(SENIOR, 2))).isEqualTo("WITHDRAWN");
        assertThat(kinds("ts1-doctor")).containsExactly("PRELIMINARY", "FINAL", "WITHDRAWAL");
        JsonObject content = new JsonObject(
                reports(SENIOR, path("reports")).getLast().getString("content"));
        assertThat(content.getInteger("withdraws")).isEqualTo(2);
        assertThat(content.getString("reason")).isEqualTo("左右写反");
        assertThat(content.getJsonObject("text").getString("findings")).isEmpty();
        assertThat(code(withdraw(SENIOR, 2))).as("once").isEqualTo("412 stale");
        assertThat(code(post(SENIOR, "amend"))).isEqualTo("409 reading-state");
    }

    @Test
    void aStudyWhoseReportWasWithdrawnIsReadAgain() {
        withdraw(SENIOR, 2);
        assertThat(state(post(RADIOLOGIST, "reopen"))).isEqualTo("QUEUED");
        stand.move(RADIOLOGIST, reading, "claim");
        keep(RADIOLOGIST, CHANGED);
        sign(RADIOLOGIST);
        stand.move(SENIOR, reading, "review");
        assertThat(state(sign(SENIOR))).isEqualTo("APPROVED");
        assertThat(kinds(SENIOR)).containsExactly("PRELIMINARY", "FINAL", "WITHDRAWAL", "PRELIMINARY", "FINAL");
    }

    private List<JsonObject> changes(String account) {
        return new JsonObject(stand.get(account, "/api/v1/studies/" + study + "/report-changes").body())
                .getJsonArray("changes").stream().map(JsonObject.class::cast).toList();
    }

    private HttpResponse<String> acknowledge(String account, int number) {
        return stand.post(account, "/api/v1/studies/" + study + "/report-changes/" + number + "/acknowledgement",
                new JsonObject());
    }

    @Test
    void theUnitSaysThatItHasReadIt() {
        assertThat(changes("ts1-doctor")).isEmpty();
        withdraw(SENIOR, 2);
        JsonObject open = changes("ts1-doctor").getFirst();
        assertThat(open.getString("kind")).isEqualTo("WITHDRAWAL");
        assertThat(open.getString("patientName")).isEqualTo("王小东");
        assertThat(open.getValue("readBy")).isNull();
        assertThat(stand.database
                .value("select count(*) from report_acknowledgement k join reading_task t on t.id = k.task "
                        + "join study s on s.id = t.study where s.uid = '" + study + "'"))
                .isEqualTo(1L);

        assertThat(acknowledge(SENIOR, 3).statusCode()).as("of the centre").isEqualTo(403);
        assertThat(code(acknowledge("ts2-doctor", 3))).isEqualTo("404 no-such-change");
        assertThat(code(acknowledge("ts1-doctor", 2))).isEqualTo("404 no-such-change");
        assertThat(acknowledge("ts1-doctor", 3).statusCode()).isEqualTo(200);
        assertThat(acknowledge("ts1-doctor", 3).statusCode()).as("twice is the same").isEqualTo(200);

        assertThat(changes(SENIOR).getFirst().getJsonObject("readBy").getString("account")).as("the centre sees who")
                .isEqualTo("ts1-doctor");
        assertThat(stand.database
                .rows("""
                        select actor, details->>'number' from audit_event where action = 'REPORT_ACKNOWLEDGE' and object = '%s'"""
                        .formatted(study)))
                .containsExactly(List.of("ts1-doctor", "3"));
    }

    @Test
    void whatNobodyHasReadComesFirstAndTheNewestCoversWhatWasBefore() {
        post(RADIOLOGIST, "amend");
        keep(RADIOLOGIST, CHANGED);
        sign(RADIOLOGIST);
        stand.move(SENIOR, reading, "review");
        sign(SENIOR);
        withdraw(SENIOR, 4);
        assertThat(changes("ts1-doctor")).hasSize(2);
        List<JsonObject> all = new JsonObject(stand.get("ts1-doctor", "/api/v1/report-changes").body())
                .getJsonArray("changes").stream().map(JsonObject.class::cast).toList();
        assertThat(all.stream().map(one -> one.getValue("readBy") == null).toList()).as("open ones first")
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(new JsonObject(stand.get("ts2-doctor", "/api/v1/report-changes").body()).getJsonArray("changes"))
                .isEmpty();
        acknowledge("ts1-doctor", 5);
        assertThat(changes("ts1-doctor")).noneMatch(one -> one.getValue("readBy") == null);
    }

    @Test
    void withoutAReasonNothingIsAmended() {
        assertThat(stand.move(RADIOLOGIST, reading, "amend").statusCode()).isEqualTo(422);
        assertThat(stand.post("ts1-doctor", path("amend"), REASON).statusCode()).isEqualTo(403);
    }
}
