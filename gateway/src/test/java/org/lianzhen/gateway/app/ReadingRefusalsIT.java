package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

/**
 * What must not be done with studies that are read, and that it leaves everything as it was. CH1 reads for TS1 and may give to CH2; CH3 has a centre and no
 * agreement.
 */
class ReadingRefusalsIT {
    private static final String RADIOLOGIST = "ch1-radiologist";
    private static final String SENIOR = "ch1-senior";
    private static final String CITY = "city-radiologist";
    private static final String TECH = "ts1-tech";
    private static final String DOCTOR = "ts1-doctor";
    private static final String MOVES = "/api/v1/study-moves";
    private static final String LONG = "x".repeat(501);
    private static final JsonObject GIVEN = new JsonObject().put("reason", "疑难病例").put("centre", "CIMG");
    private static final JsonObject TEXT = new JsonObject().put("item", "胸部 CT 平扫").put("technique", "平扫")
            .put("findings", "右肺上叶见磨玻璃结节。").put("impression", "右肺上叶磨玻璃结节。").put("positive", true);
    private static final JsonObject SIGNATURE = new JsonObject().put("password", "demo").put("patientName", "王小东")
            .put("patientId", "P1");
    private static final JsonObject WITHDRAWAL = SIGNATURE.copy().put("reason", "左右写反").put("number", 2);

    @TempDir
    static Path keys;

    private static ReadingStand stand;
    private static int studies;

    private JsonObject reading = new JsonObject();
    private String study = "";

    @BeforeAll
    static void open() throws Exception {
        stand = new ReadingStand(keys, """
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: TS2, name: 二院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                  - {code: CH2, name: 市医院, kind: CITY_HOSPITAL}
                  - {code: CH3, name: 省医院, kind: CITY_HOSPITAL}
                agreements: [{owner: TS1, reader: CH1}, {owner: CH1, reader: CH2}]
                centres:
                  - {code: IMG, name: 影像中心, service: IMAGING, owner: CH1}
                  - {code: CIMG, name: 市影像中心, service: IMAGING, owner: CH2}
                  - {code: XIMG, name: 省影像中心, service: IMAGING, owner: CH3}
                """);
        stand.database.rows("""
                insert into account select (jsonb_populate_record(a,
                    jsonb_build_object('name', 'city-radiologist', 'unit', 'CH2'))).*
                from account a where a.name = 'ch1-radiologist'""");
    }

    @AfterAll
    static void close() {
        stand.close();
    }

    @BeforeEach
    void queue() {
        study = "1.5." + ++studies;
        reading = stand.queued(SampleInstance.of(study + ".1.1").study(study));
    }

    private static String code(HttpResponse<String> answer) {
        if (answer.statusCode() < 400) {
            return String.valueOf(answer.statusCode());
        }
        assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("application/problem+json"));
        return answer.statusCode() + " " + new JsonObject(answer.body()).getString("code");
    }

    private String path(String part) {
        return ReadingStand.path(reading, part);
    }

    private String post(String account, String verb, JsonObject body) {
        return code(stand.post(account, path(verb), body));
    }

    /** Where the study is, in whose hand, and what of it is on record. */
    private List<List<Object>> standing() {
        return stand.database.rows("""
                select t.version::text, t.state, t.centre, t.holder, t.report::text,
                    (select count(*) from report_version v where v.task = t.id)::text,
                    (select count(*) from audit_event e where e.object = s.uid and e.outcome = 'SUCCESS'
                        and e.action in ('READING_MOVE', 'REPORT_SIGN', 'STUDY_MOVE'))::text
                from reading_task t join study s on s.id = t.study where s.uid = '%s'""".formatted(study));
    }

    private void write() {
        stand.move(RADIOLOGIST, reading, "claim");
        stand.withTag("PUT", RADIOLOGIST, path("draft"), 0, new JsonObject().put("text", TEXT));
        sign(RADIOLOGIST);
    }

    private void sign(String account) {
        HttpResponse<String> signed = stand.withTag("POST", account, path("reports"), 1, SIGNATURE);
        assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
    }

    private void approve() {
        write();
        stand.move(SENIOR, reading, "review");
        sign(SENIOR);
    }

    @ParameterizedTest
    @ValueSource(strings = { "IMG", "XIMG", "NONE" })
    void aStudyIsGivenToNoCentreOfTheOwnUnitNorToOneWithoutAnAgreement(String centre) {
        List<List<Object>> before = standing();
        assertThat(post(RADIOLOGIST, "escalate", GIVEN.copy().put("centre", centre))).isEqualTo("422 no-such-centre");
        assertThat(new JsonObject(stand.get(RADIOLOGIST, path("escalation")).body()).getJsonArray("centres"))
                .noneMatch(one -> ((JsonObject) one).getString("code").equals(centre));
        assertThat(standing()).isEqualTo(before);
    }

    @Test
    void whoGivesAStudySaysWhyAndWhereTo() {
        List<List<Object>> before = standing();
        for (JsonObject wrong : List.of(new JsonObject(), GIVEN.copy().put("reason", " "),
                GIVEN.copy().put("reason", LONG), GIVEN.copy().put("reason", 7), new JsonObject().put("reason", "x"),
                GIVEN.copy().put("centre", "x".repeat(101)))) {
            assertThat(post(RADIOLOGIST, "escalate", wrong)).as(wrong.encode()).isEqualTo("422 field");
        }
        assertThat(code(stand.site.send("POST", path("escalate"), stand.token(RADIOLOGIST), "[]")))
                .isEqualTo("400 no-json");
        assertThat(standing()).isEqualTo(before);
        assertThat(post(RADIOLOGIST, "escalate", GIVEN.copy().put("reason", "x".repeat(500)))).isEqualTo("200");
    }

    @Test
    void whatOneDoesNotHaveOneDoesNotGive() {
        String other = ReadingStand.READINGS + "/" + UUID.randomUUID() + "/escalate";
        assertThat(code(stand.post(RADIOLOGIST, other, GIVEN))).isEqualTo("404 no-such-reading");
        assertThat(code(stand.post(RADIOLOGIST, ReadingStand.READINGS + "/1/escalate", GIVEN)))
                .isEqualTo("404 no-such-reading");
        assertThat(post("ch2-radiologist", "escalate", GIVEN)).as("of another unit").isEqualTo("404 no-such-reading");
        assertThat(code(stand.get("ch2-radiologist", path("escalation")))).isEqualTo("404 no-such-reading");
        assertThat(post(DOCTOR, "escalate", GIVEN)).isEqualTo("403 no-right");
        assertThat(post(DOCTOR, "return", GIVEN)).isEqualTo("403 no-right");
        stand.move(SENIOR, reading, "claim");
        assertThat(post(RADIOLOGIST, "escalate", GIVEN)).as("in another's hand").isEqualTo("409 reading-held");
        assertThat(standing().getFirst().subList(1, 4)).containsExactly("CLAIMED", "IMG", SENIOR);
    }

    @Test
    void aStudyThatWasGivenIsNotGivenOn() {
        assertThat(post(RADIOLOGIST, "escalate", GIVEN)).isEqualTo("200");
        List<List<Object>> before = standing();
        assertThat(post(RADIOLOGIST, "escalate", GIVEN)).as("again").isEqualTo("409 reading-state");
        assertThat(post(RADIOLOGIST, "escalate", GIVEN.copy().put("centre", "IMG"))).as("nor taken back so")
                .isEqualTo("409 reading-state");
        stand.move(CITY, reading, "claim");
        assertThat(post(CITY, "escalate", GIVEN.copy().put("centre", "IMG"))).as("back that way")
                .isEqualTo("409 given-already");
        assertThat(standing().getFirst().subList(1, 4)).containsExactly("CLAIMED", "CIMG", CITY);
        assertThat(before.getFirst().subList(1, 3)).containsExactly("ESCALATED", "CIMG");
        assertThat(stand.database.value("""
                select count(*) from reading_escalation e join reading_task t on t.id = e.task
                join study s on s.id = t.study where s.uid = '%s'""".formatted(study))).isEqualTo(1L);
    }

    @Test
    void onlyWhatIsAwayComesBackAndOnlyWithAReason() {
        assertThat(post(RADIOLOGIST, "return", GIVEN)).as("it is here").isEqualTo("409 reading-state");
        post(RADIOLOGIST, "escalate", GIVEN);
        assertThat(post(CITY, "return", new JsonObject().put("reason", ""))).isEqualTo("422 field");
        assertThat(post(CITY, "return", new JsonObject().put("reason", LONG))).isEqualTo("422 field");
        assertThat(standing().getFirst().subList(1, 3)).containsExactly("ESCALATED", "CIMG");
        assertThat(post(CITY, "return", GIVEN)).isEqualTo("200");
        assertThat(post(CITY, "return", GIVEN)).as("twice").isEqualTo("409 reading-state");
    }

    @Test
    void whatIsWrittenIsNotGivenAndWhatIsNotFinalIsNotWithdrawn() {
        assertThat(post(SENIOR, "withdrawal", WITHDRAWAL)).as("nothing is written").isEqualTo("412 stale");
        write();
        List<List<Object>> before = standing();
        assertThat(post(RADIOLOGIST, "escalate", GIVEN)).isEqualTo("409 reading-state");
        assertThat(post(SENIOR, "withdrawal", WITHDRAWAL.copy().put("number", 1))).isEqualTo("412 stale");
        assertThat(standing()).isEqualTo(before);
    }

    @Test
    void aWithdrawalThatSaysTooLittleLeavesTheReportValid() {
        approve();
        List<List<Object>> before = standing();
        for (String missing : List.of("reason", "number", "password", "patientName", "patientId")) {
            JsonObject wrong = WITHDRAWAL.copy();
            wrong.remove(missing);
            assertThat(post(SENIOR, "withdrawal", wrong)).as("without " + missing).isEqualTo("422 field");
        }
        for (JsonObject wrong : List.of(WITHDRAWAL.copy().put("reason", "   "), WITHDRAWAL.copy().put("reason", LONG),
                WITHDRAWAL.copy().put("number", "2"), WITHDRAWAL.copy().put("number", 2.5))) {
            assertThat(post(SENIOR, "withdrawal", wrong)).as(wrong.encode()).isEqualTo("422 field");
        }
        assertThat(post(SENIOR, "withdrawal", WITHDRAWAL.copy().put("number", 3))).isEqualTo("412 stale");
        assertThat(post(SENIOR, "withdrawal", WITHDRAWAL.copy().put("patientId", "P2")))
                .isEqualTo("409 other-patient");
        assertThat(code(stand.post(SENIOR, ReadingStand.READINGS + "/" + UUID.randomUUID() + "/withdrawal",
                WITHDRAWAL))).isEqualTo("404 no-such-reading");
        assertThat(post(DOCTOR, "withdrawal", WITHDRAWAL)).isEqualTo("403 no-right");
        assertThat(post("ch1-director", "withdrawal", WITHDRAWAL)).as("directs, and approves nothing")
                .isEqualTo("403 no-right");
        assertThat(standing()).isEqualTo(before);
    }

    private String record(String number) {
        return String.valueOf(stand.database.value("select id from patient where patient_id = '" + number + "'"));
    }

    private JsonObject move(String to) {
        return new JsonObject().put("study", study).put("patient", to).put("reason", "登记时选错患者");
    }

    private String propose(String account, JsonObject body) {
        return code(stand.post(account, MOVES, body));
    }

    private Object moves() {
        return stand.database.value("""
                select count(*) from study_move m join study s on s.id = m.study where s.uid = '%s'"""
                .formatted(study));
    }

    @Test
    void aMoveThatSaysTooLittleIsNotProposed() {
        stand.arrive(SampleInstance.of("1.6.1.1.1").study("1.6.1").patient("P2"));
        JsonObject right = move(record("P2"));
        for (String missing : List.of("study", "patient", "reason")) {
            JsonObject wrong = right.copy();
            wrong.remove(missing);
            assertThat(propose(TECH, wrong)).as("without " + missing).isEqualTo("422 field");
        }
        for (JsonObject wrong : List.of(right.copy().put("reason", " "), right.copy().put("reason", LONG),
                right.copy().put("patient", "P2"), right.copy().put("accessionNumber", ""))) {
            assertThat(propose(TECH, wrong)).as(wrong.encode()).isEqualTo("422 field");
        }
        assertThat(propose(TECH, right.copy().put("study", "1.9.9.9"))).isEqualTo("404 no-such-move");
        assertThat(propose("ts2-tech", right)).as("of another unit").isEqualTo("404 no-such-move");
        assertThat(propose(SENIOR, right)).isEqualTo("403 no-right");
        assertThat(propose(TECH, move(UUID.randomUUID().toString()))).as("nobody").isEqualTo("409 move-state");
        assertThat(moves()).isEqualTo(0L);
    }

    @Test
    void aStudyIsNotMovedToAPatientOfAnotherUnitWhomTheUnitMayNotSee() {
        stand.arrive(SampleInstance.of("1.6.2.1.1").study("1.6.2").patient("P3").from("TS2"));
        assertThat(propose(TECH, move(record("P3")))).isEqualTo("409 move-state");
        assertThat(stand.get(TECH, MOVES).body()).doesNotContain("P3");
        assertThat(moves()).isEqualTo(0L);
        stand.arrive(SampleInstance.of("1.6.4.1.1").study("1.6.4").patient("P5"));
        stand.database.rows("update study set patient = '%s' where uid = '1.6.4'".formatted(record("P3")));
        assertThat(propose(TECH, move(record("P3")))).as("whom it has images of, too").isEqualTo("204");
    }

    @ParameterizedTest
    @CsvSource({ "confirm", "reject" })
    void whatIsDecidedIsDecidedOnceAndOnlyByThoseOfTheUnit(String second) {
        stand.arrive(SampleInstance.of("1.6.3.1.1").study("1.6.3").patient("P4"));
        assertThat(propose(TECH, move(record("P4")))).isEqualTo("204");
        Object id = stand.database.value("""
                select m.id from study_move m join study s on s.id = m.study where s.uid = '%s'""".formatted(study));
        String one = MOVES + "/" + id;
        JsonObject said = new JsonObject().put("password", "demo").put("reason", "核对无误");
        assertThat(code(stand.post("ts2-doctor", one + "/reject", said))).isEqualTo("404 no-such-move");
        assertThat(code(stand.post(DOCTOR, MOVES + "/" + UUID.randomUUID() + "/reject", said)))
                .isEqualTo("404 no-such-move");
        assertThat(code(stand.post(DOCTOR, MOVES + "/1/confirm", said))).isEqualTo("404 no-such-move");
        assertThat(code(stand.post(DOCTOR, one + "/confirm", new JsonObject()))).isEqualTo("422 field");
        assertThat(code(stand.post(TECH, one + "/confirm", said))).isEqualTo("403 own-proposal");
        assertThat(code(stand.post(DOCTOR, one + "/reject", new JsonObject().put("reason", LONG))))
                .isEqualTo("422 field");
        assertThat(code(stand.post(TECH, one + "/reject", said))).as("one's own is taken back").isEqualTo("204");
        List<List<Object>> before = standing();
        assertThat(code(stand.post(DOCTOR, one + "/" + second, said))).isEqualTo("409 move-state");
        assertThat(standing()).isEqualTo(before);
    }
}
