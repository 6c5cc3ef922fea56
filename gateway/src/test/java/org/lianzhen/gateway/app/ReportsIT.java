package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

class ReportsIT {
    private static final String RADIOLOGIST = "ch1-radiologist";
    private static final String SENIOR = "ch1-senior";
    private static final JsonObject TEXT = new JsonObject().put("item", "胸部 CT 平扫").put("technique", "平扫")
            .put("findings", "右肺上叶见磨玻璃结节,约 6 mm。").put("impression", "右肺上叶磨玻璃结节,建议复查。").put("positive", true)
            .put("keyImages", new JsonArray()
                    .add(new JsonObject().put("series", "1.2.3.1").put("instance", "1.2.3.1.1").put("frame", 1)));
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

    private HttpResponse<String> keep(String account, int base, JsonObject text) {
        return stand.withTag("PUT", account, ReadingStand.path(reading, "draft"), base,
                new JsonObject().put("text", text));
    }

    private HttpResponse<String> sign(String account, int draft, JsonObject body) {
        return stand.withTag("POST", account, ReadingStand.path(reading, "reports"), draft, body);
    }

    private List<JsonObject> versions() {
        return new JsonObject(stand.get(SENIOR, ReadingStand.path(reading, "reports")).body()).getJsonArray("reports")
                .stream().map(JsonObject.class::cast).toList();
    }

    private JsonObject draft() {
        return new JsonObject(stand.get(SENIOR, ReadingStand.path(reading, "draft")).body());
    }

    private void preliminary() {
        assertThat(stand.move(RADIOLOGIST, reading, "claim").statusCode()).isEqualTo(200);
        assertThat(keep(RADIOLOGIST, 0, TEXT).statusCode()).isEqualTo(200);
        HttpResponse<String> signed = sign(RADIOLOGIST, 1, SIGNATURE);
        assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
        assertThat(new JsonObject(signed.body()).getString("state")).isEqualTo("PRELIM_WRITTEN");
    }

    private static String code(HttpResponse<String> answer) {
        return answer.statusCode() + " " + new JsonObject(answer.body()).getString("code");
    }

    @Test
    void isWrittenByOneAndApprovedByAnother() {
        preliminary();
        assertThat(stand.move(SENIOR, reading, "review").statusCode()).isEqualTo(200);
        JsonObject changed = TEXT.copy().put("impression", "右肺上叶磨玻璃结节,建议 6 个月后复查。");
        assertThat(keep(SENIOR, 1, changed).statusCode()).isEqualTo(200);
        HttpResponse<String> approved = sign(SENIOR, 2, SIGNATURE);
        assertThat(new JsonObject(approved.body()).getString("state")).as(approved.body()).isEqualTo("APPROVED");

        List<JsonObject> versions = versions();
        assertThat(versions.stream().map(one -> one.getString("kind") + " " + one.getString("signer")))
                .containsExactly("PRELIMINARY ch1-radiologist", "FINAL ch1-senior");
        assertThat(versions).allSatisfy(one -> assertThat(one.getBoolean("intact")).isTrue());
        JsonObject first = new JsonObject(versions.getFirst().getString("content"));
        JsonObject last = new JsonObject(versions.getLast().getString("content"));
        assertThat(first.getJsonObject("text").getString("impression")).isEqualTo(TEXT.getString("impression"));
        assertThat(last.getJsonObject("text").getString("impression")).isEqualTo(changed.getString("impression"));
        assertThat(last.getString("writer")).isEqualTo(RADIOLOGIST);
        assertThat(last.getJsonObject("patient").getString("name")).isEqualTo("王^小东");
        assertThat(stand.list(RADIOLOGIST, "")).isEmpty();
        assertThat(stand.database.rows("""
                select actor, object, details->>'kind' from audit_event where action = 'REPORT_SIGN' order by id"""))
                .containsExactly(List.of(RADIOLOGIST, "1.2.3", "PRELIMINARY"), List.of(SENIOR, "1.2.3", "FINAL"));
    }

    @Test
    void whoSignsManyIsNotLocked() {
        for (int i = 0; i < 7; i++) {
            String study = "1.7." + i;
            reading = stand.queued(SampleInstance.of(study + ".1.1").study(study));
            preliminary();
        }
        assertThat(stand.database.rows("select * from log_in_failure")).isEmpty();
    }

    @Test
    void nobodyApprovesTheirOwn() {
        stand.move(SENIOR, reading, "claim");
        keep(SENIOR, 0, TEXT);
        assertThat(sign(SENIOR, 1, SIGNATURE).statusCode()).isEqualTo(200);
        assertThat(code(stand.move(SENIOR, reading, "review"))).isEqualTo("403 own-report");
        assertThat(stand.move(RADIOLOGIST, reading, "review").statusCode()).isEqualTo(403);
    }

    @Test
    void whatWasTypedIsThereForWhoeverGoesOn() {
        stand.move(RADIOLOGIST, reading, "claim");
        assertThat(keep(RADIOLOGIST, 0, TEXT.copy().put("impression", "")).statusCode()).isEqualTo(200);
        assertThat(code(keep(RADIOLOGIST, 0, TEXT))).as("another window").isEqualTo("412 stale");
        assertThat(code(keep(SENIOR, 1, TEXT))).as("somebody else").isEqualTo("412 stale");
        stand.move(RADIOLOGIST, reading, "release");
        stand.move(SENIOR, reading, "claim");
        JsonObject draft = draft();
        assertThat(draft.getString("author")).isEqualTo(RADIOLOGIST);
        assertThat(draft.getJsonObject("text").getString("findings")).isEqualTo(TEXT.getString("findings"));
        assertThat(draft.getJsonArray("missing")).containsExactly("IMPRESSION");
        assertThat(keep(SENIOR, 1, TEXT).statusCode()).isEqualTo(200);
    }

    @Test
    void rightPasswordsAreNotCountedAsWrongOnes() {
        stand.move(RADIOLOGIST, reading, "claim");
        keep(RADIOLOGIST, 0, TEXT);
        for (int i = 0; i < 3; i++) {
            assertThat(code(sign(RADIOLOGIST, 1, SIGNATURE.copy().put("password", "other"))))
                    .isEqualTo("403 wrong-password");
        }
        assertThat(sign(RADIOLOGIST, 1, SIGNATURE).statusCode()).isEqualTo(200);
        assertThat(stand.database.rows("select * from log_in_failure where name = '" + RADIOLOGIST + "'")).isEmpty();
    }

    @Test
    void typingKeepsItInHand() {
        stand.move(RADIOLOGIST, reading, "claim");
        stand.database.rows("update reading_task set held_until = now() + interval '1 minute'");
        keep(RADIOLOGIST, 0, TEXT);
        assertThat(stand.database.value("select held_until > now() + interval '15 minutes' from reading_task"))
                .isEqualTo(true);
    }

    @Test
    void whatMustNotBeSignedIsNot() {
        stand.move(RADIOLOGIST, reading, "claim");
        keep(RADIOLOGIST, 0, TEXT.copy().put("findings", " ").putNull("positive"));
        HttpResponse<String> incomplete = sign(RADIOLOGIST, 1, SIGNATURE);
        assertThat(code(incomplete)).isEqualTo("422 report-incomplete");
        assertThat(incomplete.body()).contains("FINDINGS", "POSITIVE");

        keep(RADIOLOGIST, 1, TEXT.copy().put("findings", "子宫未见异常,右肺结节。"));
        assertThat(code(sign(RADIOLOGIST, 1, SIGNATURE))).isEqualTo("412 stale");
        assertThat(code(sign(RADIOLOGIST, 2, SIGNATURE.copy().put("patientName", "李小东"))))
                .isEqualTo("409 other-patient");
        assertThat(code(sign(RADIOLOGIST, 2, SIGNATURE))).isEqualTo("409 report-doubtful");
        assertThat(code(sign(RADIOLOGIST, 2, SIGNATURE.copy().put("cautionsSeen", true).put("password", "other"))))
                .isEqualTo("403 wrong-password");
        assertThat(code(sign(SENIOR, 2, SIGNATURE.copy().put("cautionsSeen", true)))).isEqualTo("412 stale");
        assertThat(versions()).isEmpty();
        assertThat(stand.database.rows("select outcome from audit_event where action = 'REPORT_SIGN'"))
                .containsExactly(List.of("FAILED"));
        assertThat(sign(RADIOLOGIST, 2, SIGNATURE.copy().put("cautionsSeen", true)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({ "draft, PUT, findings, 7", "draft, PUT, findings, [\"x\"]", "draft, PUT, unknown, \"x\"",
            "draft, PUT, positive, \"yes\"", "draft, PUT, keyImages, [{}]" })
    void wrongTextsAreRefused(String part, String method, String field, String value) {
        stand.move(RADIOLOGIST, reading, "claim");
        HttpResponse<String> answer = stand.withTag(method, RADIOLOGIST, ReadingStand.path(reading, part), 0,
                new JsonObject("{\"text\":{\"" + field + "\":" + value + "}}"));
        assertThat(code(answer)).isEqualTo("422 report-text");
        assertThat(draft().getInteger("version")).isZero();
    }

    @Test
    void isSentBackWithAReasonAndWrittenAnew() {
        preliminary();
        stand.move(SENIOR, reading, "review");
        JsonObject reason = new JsonObject().put("reason", "请补充纵隔描述");
        assertThat(stand.post(SENIOR, ReadingStand.path(reading, "send-back"), reason).statusCode()).isEqualTo(200);
        assertThat(stand.move(RADIOLOGIST, reading, "claim").statusCode()).isEqualTo(200);
        assertThat(keep(RADIOLOGIST, 1, TEXT.copy().put("findings", "右肺结节;纵隔未见肿大淋巴结。")).statusCode())
                .isEqualTo(200);
        assertThat(sign(RADIOLOGIST, 2, SIGNATURE).statusCode()).isEqualTo(200);
        assertThat(versions()).hasSize(2);
        assertThat(stand.get(RADIOLOGIST, ReadingStand.path(reading, "")).body()).contains("请补充纵隔描述");
    }

    @Test
    void aChangeOfWhatWasSignedIsFound() {
        preliminary();
        stand.database.rows("alter table report_version disable trigger all");
        stand.database.rows("update report_version set content = replace(content, '6 mm', '16 mm')");
        assertThat(versions().getFirst().getBoolean("intact")).isFalse();
    }

    @Test
    void signedReportsCannotBeChangedInTheDatabase() {
        preliminary();
        assertThatThrownBy(
                () -> stand.database.rows("update report_version set signer = 'x'"))
                .hasStackTraceContaining("never changed");
    }

    @Test
    void isSignedWithSm2WhenTheRulesSaySo() {
        String document = new JsonObject(stand.get("ch1-director", "/api/v1/reading-rules").body())
                .getString("document").replace("signing: ECDSA", "signing: SM2");
        assertThat(stand.withTag("PUT", "ch1-director", "/api/v1/reading-rules", 0,
                new JsonObject().put("document", document)).statusCode()).isEqualTo(200);
        preliminary();
        JsonObject signed = versions().getFirst();
        assertThat(signed.getJsonObject("signature").getString("algorithm")).isEqualTo("SM2");
        assertThat(signed.getBoolean("intact")).isTrue();
    }

    @Test
    void theUnitThatMadeTheStudySeesItAndOthersDoNot() {
        preliminary();
        String path = "/api/v1/studies/1.2.3/reports";
        assertThat(new JsonObject(stand.get("ts1-doctor", path).body()).getJsonArray("reports")).hasSize(1);
        assertThat(new JsonObject(stand.get("ts2-doctor", path).body()).getJsonArray("reports")).isEmpty();
        assertThat(stand.get("office", path).statusCode()).isEqualTo(403);
        assertThat(stand.database.rows("""
                select actor from audit_event where action = 'REPORT_VIEW' and actor like 'ts%' order by id"""))
                .containsExactly(List.of("ts1-doctor"), List.of("ts2-doctor"));
    }
}
