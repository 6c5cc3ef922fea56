package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

/** What is no critical value and no step of one is refused in words, and leaves nothing behind. */
class CriticalInputIT {
    private static final String VALUES = "/api/v1/critical-values";
    private static final String OF_STUDY = "/api/v1/studies/1.2.3/critical-values";
    private static final String RADIOLOGIST = "ch1-radiologist";
    private static final String DOCTOR = "ts1-doctor";
    private static final String FINDING = "{\"item\":\"ARREST\",\"finding\":\"心跳骤停\"}";

    @TempDir
    static Path keys;

    private static ReadingStand stand;

    @BeforeAll
    static void open() throws Exception {
        stand = new ReadingStand(keys);
        stand.queued(SampleInstance.of("1.2.3.1.1").study("1.2.3"));
    }

    @AfterAll
    static void close() {
        stand.close();
    }

    /** What a test has raised is over, so that the next one begins alone. */
    @AfterEach
    void withdrawn() {
        String open = stand.get(RADIOLOGIST, VALUES + "?open=true").body();
        for (Object each : new JsonObject(open).getJsonArray("values")) {
            assertThat(step(RADIOLOGIST, (JsonObject) each, "withdraw", "{\"reason\":\"测试\"}"))
                    .isIn("200 WITHDRAWN", "409 critical-state");
        }
    }

    private static String code(HttpResponse<String> answer) {
        var body = new JsonObject(answer.body());
        return answer.statusCode() + " " + body.getString(answer.statusCode() == 200 ? "state" : "code");
    }

    private static String raise(String account, String body) {
        return code(stand.site.send("POST", OF_STUDY, stand.token(account), body));
    }

    private static JsonObject raised() {
        HttpResponse<String> answer = stand.post(RADIOLOGIST, OF_STUDY, new JsonObject(FINDING));
        assertThat(code(answer)).isEqualTo("200 RAISED");
        return new JsonObject(answer.body());
    }

    private static String step(String account, JsonObject value, String verb, String body) {
        return code(stand.site.send("POST", VALUES + "/" + value.getString("id") + "/" + verb, stand.token(account),
                body));
    }

    private static Object count(String table) {
        return stand.database.rows("select count(*) from " + table).getFirst().getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"finding":"x"}                                  | 422 field
            {"item":"","finding":"x"}                        | 422 field
            {"item":7,"finding":"x"}                         | 422 field
            {"item":"arrest","finding":"x"}                  | 422 critical-item
            {"item":"OTHER","finding":"x"}                   | 422 critical-item
            {"item":"ARREST"}                                | 422 field
            {"item":"ARREST","finding":" "}                  | 422 field
            {"item":"ARREST","finding":["x"]}                | 422 field
            {"item":"ARREST","finding":"x\\u0000"}           | 422 field
            "ARREST"                                         | 400 no-json
            {"item"                                          | 400 no-json
            """)
    void whatIsNoCriticalValueIsNotRaised(String body, String expected) {
        Object before = count("critical_value");
        assertThat(raise(RADIOLOGIST, body)).isEqualTo(expected);
        assertThat(count("critical_value")).isEqualTo(before);
    }

    @Test
    void aFindingHasAnEndAndAStudyIsOneThatIsHere() {
        JsonObject longest = new JsonObject(FINDING).put("finding", "字".repeat(2000));
        assertThat(raise(RADIOLOGIST, longest.put("finding", "字".repeat(2001)).encode())).isEqualTo("422 field");
        assertThat(raise(RADIOLOGIST, longest.put("finding", "字".repeat(2000)).encode())).isEqualTo("200 RAISED");
        for (String study : new String[]{ "9.9.9", "no-uid", "1..2", "1.2.3." }) {
            assertThat(code(stand.post(RADIOLOGIST, OF_STUDY.replace("1.2.3", study), new JsonObject(FINDING))))
                    .as(study).isEqualTo("404 no-such-study");
        }
    }

    @ParameterizedTest
    @CsvSource({ "ts1-doctor, acknowledge, readBack", "ts1-doctor, handle, measure", "ch1-radiologist, phone, readBack",
            "ch1-radiologist, withdraw, reason" })
    void everyStepNeedsItsWords(String account, String verb, String field) {
        JsonObject value = raised();
        Object before = count("critical_step");
        JsonObject body = new JsonObject().put("person", "值班李医生");
        assertThat(step(account, value, verb, body.encode())).isEqualTo("422 field");
        for (Object wrong : new Object[]{ "", " \n", 7, true, "字".repeat(2001), "a\0" }) {
            assertThat(step(account, value, verb, body.put(field, wrong).encode())).as(String.valueOf(wrong))
                    .isEqualTo("422 field");
        }
        assertThat(step(account, value, verb, "[]")).isEqualTo("400 no-json");
        assertThat(count("critical_step")).as("nothing is on record").isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"person\":\" \"}", "{\"person\":3}", "{\"person\":\"a\\u0000\"}" })
    void whoeverWasPhonedHasAName(String body) {
        JsonObject said = new JsonObject(body).put("readBack", "心跳骤停");
        JsonObject value = raised();
        assertThat(step(RADIOLOGIST, value, "phone", said.encode())).isEqualTo("422 field");
        assertThat(step(RADIOLOGIST, value, "phone", said.put("person", "字".repeat(101)).encode()))
                .isEqualTo("422 field");
        assertThat(step(RADIOLOGIST, value, "phone", said.put("person", "字".repeat(100)).encode()))
                .isEqualTo("200 ACKNOWLEDGED");
    }

    @ParameterizedTest
    @CsvSource({ "acknowledge, readBack, ts1-doctor, ts2-doctor", "handle, measure, ts1-doctor, ts2-doctor",
            "phone, readBack, ch1-radiologist, ch2-radiologist", "withdraw, reason, ch1-radiologist, ts2-tech" })
    void aStepIsForThoseWhoseValueItIs(String verb, String field, String account, String stranger) {
        JsonObject value = raised();
        String body = new JsonObject().put(field, "x").put("person", "y").encode();
        assertThat(step(stranger, value, verb, body)).isEqualTo("404 no-such-critical-value");
        assertThat(step("office", value, verb, body)).isEqualTo("403 no-right");
        String other = account.equals(DOCTOR) ? RADIOLOGIST : DOCTOR;
        assertThat(step(other, value, verb, body)).isEqualTo("403 no-right");
        assertThat(step(account, new JsonObject().put("id", "no-id"), verb, body))
                .isEqualTo("404 no-such-critical-value");
        assertThat(step(account, new JsonObject().put("id", "00000000-0000-0000-0000-000000000000"), verb, body))
                .isEqualTo("404 no-such-critical-value");
    }

    @Test
    void whatIsOverHasNoFurtherStep() {
        JsonObject value = raised();
        assertThat(step(RADIOLOGIST, value, "withdraw", "{\"reason\":\"误报\"}")).isEqualTo("200 WITHDRAWN");
        Object before = count("critical_step");
        assertThat(step(RADIOLOGIST, value, "withdraw", "{\"reason\":\"误报\"}")).isEqualTo("409 critical-state");
        assertThat(step(RADIOLOGIST, value, "phone", "{\"person\":\"李\",\"readBack\":\"x\"}"))
                .isEqualTo("409 critical-state");
        assertThat(step(DOCTOR, value, "acknowledge", "{\"readBack\":\"x\"}")).isEqualTo("409 critical-state");
        assertThat(step(DOCTOR, value, "handle", "{\"measure\":\"x\"}")).isEqualTo("409 critical-state");
        assertThat(count("critical_step")).isEqualTo(before);
    }

    @Test
    void whoRaisesOneDoesNotReadItBackEvenWithBothRoles() {
        stand.database.rows("update account set roles = '{TOWNSHIP_DOCTOR,TECHNOLOGIST}' where name = 'ts1-tech'");
        assertThat(raise("ts1-tech", FINDING)).isEqualTo("200 RAISED");
        JsonObject value = new JsonObject(stand.get(RADIOLOGIST, VALUES + "?open=true").body())
                .getJsonArray("values").getJsonObject(0);
        assertThat(step("ts1-tech", value, "acknowledge", "{\"readBack\":\"x\"}"))
                .isEqualTo("403 own-critical-value");
        assertThat(step(DOCTOR, value, "acknowledge", "{\"readBack\":\"x\"}")).isEqualTo("200 ACKNOWLEDGED");
        assertThat(step("ts1-tech", value, "handle", "{\"measure\":\"x\"}")).isEqualTo("403 own-critical-value");
        assertThat(step(DOCTOR, value, "handle", "{\"measure\":\"x\"}")).isEqualTo("200 HANDLED");
    }
}
