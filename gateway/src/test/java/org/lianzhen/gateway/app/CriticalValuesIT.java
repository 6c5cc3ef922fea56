package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.DutyPerson;
import org.lianzhen.gateway.notify.Roster;
import org.lianzhen.gateway.notify.Shift;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.lianzhen.gateway.postgres.notify.PostgresRosterStore;
import org.lianzhen.gateway.postgres.reading.PostgresCriticalValues;
import org.lianzhen.gateway.reading.critical.CriticalFlag;

class CriticalValuesIT {
    private static final String RADIOLOGIST = "ch1-radiologist";
    private static final String SENIOR = "ch1-senior";
    private static final String DOCTOR = "ts1-doctor";
    private static final String TECH = "ts1-tech";
    private static final String OF_STUDY = "/api/v1/studies/1.2.3/critical-values";
    private static final String VALUES = "/api/v1/critical-values";
    private static final JsonObject FINDING = new JsonObject().put("item", "TENSION_PNEUMOTHORAX").put("finding",
            "左侧气胸,压缩约 80%");
    private static final JsonObject READ_BACK = new JsonObject().put("readBack", "王小东,左侧张力性气胸,压缩 80%");
    private static final JsonObject MEASURE = new JsonObject().put("measure", "已胸腔穿刺排气,联系县医院急诊转诊");
    private static final JsonObject TEXT = new JsonObject().put("item", "胸部 CT").put("technique", "平扫")
            .put("findings", "左侧气胸,压缩约 80%。").put("impression", "左侧张力性气胸。").put("positive", true);
    private static final JsonObject SIGNATURE = new JsonObject().put("password", "demo").put("patientName", "王小东")
            .put("patientId", "P1");

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

    private JsonObject raised(String account) {
        HttpResponse<String> answer = stand.post(account, OF_STUDY, FINDING);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private String code(String account, JsonObject value, String verb, JsonObject body) {
        return code(stand.post(account, VALUES + "/" + value.getString("id") + "/" + verb, body));
    }

    private static String code(HttpResponse<String> answer) {
        return answer.statusCode() == 200 ? "200 " + new JsonObject(answer.body()).getString("state")
                : answer.statusCode() + " " + new JsonObject(answer.body()).getString("code");
    }

    private JsonObject one(JsonObject value) {
        return new JsonObject(stand.get(SENIOR, VALUES + "/" + value.getString("id")).body());
    }

    private List<String> steps(JsonObject value) {
        return one(value).getJsonArray("steps").stream().map(JsonObject.class::cast)
                .map(step -> step.getString("move") + " " + step.getString("account")).toList();
    }

    private String sign(String account, int draft) {
        return code(stand.withTag("POST", account, ReadingStand.path(reading, "reports"), draft, SIGNATURE));
    }

    /** The senior has the signed preliminary report in hand. */
    private void inReview() {
        stand.move(RADIOLOGIST, reading, "claim");
        stand.withTag("PUT", RADIOLOGIST, ReadingStand.path(reading, "draft"), 0, new JsonObject().put("text", TEXT));
        assertThat(sign(RADIOLOGIST, 1)).as("preliminary").isEqualTo("200 PRELIM_WRITTEN");
        assertThat(stand.move(SENIOR, reading, "review").statusCode()).isEqualTo(200);
    }

    private void onDuty(Duty duty, String account, String phone) {
        var roster = new Roster("TS1", duty,
                List.of(new Shift(null, null, List.of(new DutyPerson(account, phone, "")))));
        assertThat(Await.result(new PostgresRosterStore(stand.database.pool()).add(0, "test", roster,
                AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.ROSTER_CHANGE, "rosters/TS1")))).isPresent();
    }

    @Test
    void isRaisedInADraftReadBackHandledAndClosedWithTheFinalReport() {
        stand.move(RADIOLOGIST, reading, "claim");
        JsonObject value = raised(RADIOLOGIST);
        stand.move(RADIOLOGIST, reading, "release");
        assertThat(value.getString("state")).isEqualTo("RAISED");
        assertThat(value.getString("patientName")).isEqualTo("王小东");
        inReview();
        assertThat(sign(SENIOR, 1)).as("around it").isEqualTo("409 critical-unanswered");
        assertThat(code(DOCTOR, value, "acknowledge", new JsonObject().put("readBack", "  "))).isEqualTo("422 field");
        assertThat(code(DOCTOR, value, "handle", MEASURE)).as("before it").isEqualTo("409 critical-state");
        assertThat(code(DOCTOR, value, "acknowledge", READ_BACK)).isEqualTo("200 ACKNOWLEDGED");
        assertThat(code(DOCTOR, value, "acknowledge", READ_BACK)).as("twice").isEqualTo("409 critical-state");
        assertThat(code(DOCTOR, value, "handle", MEASURE)).isEqualTo("200 HANDLED");
        assertThat(sign(SENIOR, 1)).isEqualTo("200 APPROVED");
        Await.until("it is closed", () -> one(value).getString("state").equals("CLOSED"));

        assertThat(steps(value)).containsExactly("RAISE " + RADIOLOGIST, "ACKNOWLEDGE " + DOCTOR, "HANDLE " + DOCTOR,
                "CLOSE ");
        assertThat(one(value).getJsonArray("steps").getJsonObject(1).getString("words"))
                .isEqualTo(READ_BACK.getString("readBack"));
        assertThat(stand.database.rows("""
                select actor, object, details->>'move' from audit_event where action = 'CRITICAL_STEP' order by id"""))
                .containsExactly(List.of(RADIOLOGIST, "1.2.3", "RAISE"), List.of(DOCTOR, "1.2.3", "ACKNOWLEDGE"),
                        List.of(DOCTOR, "1.2.3", "HANDLE"), List.of("LIANZHEN", "1.2.3", "CLOSE"));
        List<JsonObject> flags = stand.database.rows("select content from report_version order by number").stream()
                .map(row -> new JsonObject(String.valueOf(row.getFirst())).getJsonArray("criticalValues")
                        .getJsonObject(0))
                .toList();
        assertThat(flags.getFirst().containsKey("readBack")).as("preliminary").isFalse();
        assertThat(flags.getLast().getString("item")).isEqualTo("张力性气胸");
        assertThat(flags.getLast().getJsonObject("readBack").getString("words"))
                .isEqualTo(READ_BACK.getString("readBack"));
        assertThat(flags.getLast().getJsonObject("readBack").getString("channel")).isEqualTo("PAGE");
    }

    @Test
    void theTechnologistRaisesItWithoutAnyReportAndTheReaderTelephones() {
        onDuty(Duty.DEPARTMENT_HEAD, "ts1-village", "13800138000");
        JsonObject value = raised(TECH);
        JsonObject duty = one(value).getJsonArray("duty").getJsonObject(0);
        assertThat(duty).isEqualTo(new JsonObject().put("duty", "DEPARTMENT_HEAD").put("account", "ts1-village")
                .put("name", "一院村医").put("phone", "13800138000"));
        JsonObject call = READ_BACK.copy().put("person", "李护士");
        assertThat(code(RADIOLOGIST, value, "phone", READ_BACK)).as("nobody").isEqualTo("422 field");
        assertThat(code(RADIOLOGIST, value, "phone", call)).isEqualTo("200 ACKNOWLEDGED");
        JsonObject step = one(value).getJsonArray("steps").stream().map(JsonObject.class::cast)
                .filter(one -> one.getString("move").equals("ACKNOWLEDGE")).findFirst().orElseThrow();
        assertThat(step.getString("channel") + " " + step.getString("person")).isEqualTo("PHONE 李护士");
        List<CriticalFlag> flags = Await.result(new PostgresCriticalValues(stand.database.pool()).flags("1.2.3"));
        assertThat(flags).singleElement().satisfies(flag -> {
            assertThat(flag.isAnswered()).isTrue();
            assertThat(flag.readBack()).extracting(CriticalFlag.Step::person).isEqualTo("李护士");
        });
    }

    @Test
    void whoIsOnDutyIsNoticedAndNothingOfThePatientIsInIt() {
        onDuty(Duty.IMAGING, DOCTOR, "13800138000");
        JsonObject value = raised(TECH);
        Await.until("somebody is to be told", () -> !stand.database.rows("select * from notice").isEmpty());
        List<Object> notice = stand.database
                .rows("select kind, unit, urgency::text, reference, parameters::text from notice").getFirst();
        assertThat(notice.subList(0, 4)).isEqualTo(List.of("critical-value", "TS1", "EMERGENCY", "1.2.3"));
        assertThat(String.valueOf(notice)).contains("张力性气胸").doesNotContain("王", "P1", "80%");
        assertThat(code(DOCTOR, value, "acknowledge", READ_BACK)).isEqualTo("200 ACKNOWLEDGED");
        Await.until("nobody else is told", () -> stand.database.rows("select settled from notice")
                .equals(List.of(List.of(true))));
    }

    @Test
    void whatWasNoneIsTakenBackWithAReason() {
        JsonObject value = raised(RADIOLOGIST);
        inReview();
        assertThat(sign(SENIOR, 1)).isEqualTo("409 critical-unanswered");
        assertThat(code(SENIOR, value, "withdraw", new JsonObject())).isEqualTo("422 field");
        assertThat(code(SENIOR, value, "withdraw", new JsonObject().put("reason", "系皮肤皱褶"))).isEqualTo(
                "200 WITHDRAWN");
        assertThat(sign(SENIOR, 1)).isEqualTo("200 APPROVED");
        assertThat(code(DOCTOR, value, "acknowledge", READ_BACK)).isEqualTo("409 critical-state");
    }

    @Test
    void othersRaiseNone() {
        for (String account : List.of("ts2-tech", "ch2-radiologist")) {
            assertThat(code(stand.post(account, OF_STUDY, FINDING))).isEqualTo("404 no-such-study");
        }
        for (String account : List.of("ts1-doctor", "ch1-director", "office")) {
            assertThat(code(stand.post(account, OF_STUDY, FINDING))).isEqualTo("403 no-right");
        }
        assertThat(stand.database.rows("select * from critical_value")).isEmpty();
    }

    @Test
    void othersSeeAndAnswerNone() {
        JsonObject value = raised(RADIOLOGIST);
        assertThat(code("ts2-doctor", value, "acknowledge", READ_BACK)).isEqualTo("404 no-such-critical-value");
        assertThat(code(TECH, value, "acknowledge", READ_BACK)).isEqualTo("403 no-right");
        assertThat(code(DOCTOR, value, "phone", READ_BACK)).isEqualTo("403 no-right");
        assertThat(stand.get("ts2-doctor", VALUES + "/" + value.getString("id")).statusCode()).isEqualTo(404);
        assertThat(stand.get("office", VALUES).statusCode()).isEqualTo(403);
        assertThat(listed("ts2-doctor", "")).isEmpty();
        assertThat(listed(DOCTOR, "?open=true")).hasSize(1);
        assertThat(listed("ch1-director", "")).hasSize(1);
        code(RADIOLOGIST, value, "withdraw", new JsonObject().put("reason", "误报"));
        assertThat(listed(DOCTOR, "?open=true")).isEmpty();
        assertThat(listed(DOCTOR, "")).hasSize(1);
        assertThat(new JsonObject(stand.get(TECH, OF_STUDY).body()).getJsonArray("values")).hasSize(1);
        assertThat(new JsonObject(stand.get("ts2-tech", OF_STUDY).body()).getJsonArray("values")).isEmpty();
    }

    private List<Object> listed(String account, String query) {
        HttpResponse<String> answer = stand.get(account, VALUES + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonArray("values").getList();
    }

    @Test
    void onlyWhatTheCatalogueHasIsOneAndAdministratorsEditIt() {
        JsonObject stroke = new JsonObject().put("item", "STROKE").put("finding", "大面积脑梗死");
        assertThat(code(stand.post(TECH, OF_STUDY, stroke))).isEqualTo("422 critical-item");
        String rules = new JsonObject(stand.get("ch1-director", "/api/v1/reading-rules").body()).getString("document");
        String changed = rules.replace("acknowledgeMinutes: 10", "acknowledgeMinutes: 7").replace("  items:\n",
                "  items:\n    - {code: STROKE, name: 大面积脑梗死, english: Large cerebral infarction}\n");
        assertThat(replaced(changed.replace("code: ARREST", "code: STROKE")).body()).contains("STROKE twice");
        assertThat(replaced(changed).statusCode()).isEqualTo(200);
        HttpResponse<String> raised = stand.post(TECH, OF_STUDY, stroke);
        JsonObject value = new JsonObject(raised.body());
        assertThat(value.getInstant("raisedAt").plusSeconds(420)).as(raised.body())
                .isEqualTo(value.getInstant("acknowledgeBy"));
        assertThat(new JsonObject(stand.get(TECH, "/api/v1/critical-items").body()).getJsonArray("items"))
                .hasSize(14);
    }

    private HttpResponse<String> replaced(String document) {
        return stand.withTag("PUT", "ch1-director", "/api/v1/reading-rules", 0,
                new JsonObject().put("document", document));
    }

    @Test
    void whatWasDoneCannotBeChangedInTheDatabase() {
        raised(RADIOLOGIST);
        assertThatThrownBy(() -> stand.database.rows("update critical_step set words = 'x'"))
                .hasStackTraceContaining("never changed");
    }
}
