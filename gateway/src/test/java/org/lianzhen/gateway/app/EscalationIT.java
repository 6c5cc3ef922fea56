package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

/** Studies that the county gives to the city. CH2 stands for the city here: it has a centre, and reads for CH1 by agreement. */
class EscalationIT {
    private static final String RADIOLOGIST = "ch1-radiologist";
    private static final String DIRECTOR = "ch1-director";
    private static final String CITY = "city-radiologist";
    private static final String CITY_SENIOR = "city-senior";
    private static final JsonObject REASON = new JsonObject().put("reason", "疑难病例").put("centre", "CIMG");
    private static final JsonObject TEXT = new JsonObject().put("item", "胸部 CT 平扫").put("technique", "平扫")
            .put("findings", "右肺上叶见磨玻璃结节。").put("impression", "右肺上叶磨玻璃结节。").put("positive", true);
    private static final JsonObject SIGNATURE = new JsonObject().put("password", "demo").put("patientName", "王小东")
            .put("patientId", "P1");

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
                  - {code: PROV1, name: 省医院, kind: PROVINCE_HOSPITAL}
                agreements:
                  - {owner: TS1, reader: CH1}
                  - {owner: CH1, reader: CH2}
                  - {owner: CH1, reader: PROV1}
                  - {owner: CH2, reader: PROV1}
                centres:
                  - {code: IMG, name: 影像中心, service: IMAGING, owner: CH1}
                  - {code: CIMG, name: 市影像中心, service: IMAGING, owner: CH2}
                  - {code: PIMG, name: 省影像中心, service: IMAGING, owner: PROV1}
                """);
        // people of the city as the county's are
        for (String role : List.of("radiologist", "senior")) {
            stand.database
                    .rows("""
                            insert into account select (jsonb_populate_record(a, jsonb_build_object('name', 'city-%s', 'unit', 'CH2'))).*
                            from account a where a.name = 'ch1-%s'"""
                            .formatted(role, role));
        }
    }

    @AfterAll
    static void close() {
        stand.close();
    }

    @BeforeEach
    void queue() {
        study = "1.4." + ++studies;
        reading = stand.queued(SampleInstance.of(study + ".1.1").study(study));
    }

    private HttpResponse<String> post(String account, String verb) {
        return stand.post(account, ReadingStand.path(reading, verb), REASON);
    }

    private static JsonObject right(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private List<String> states(String account) {
        return stand.list(account, "").stream().filter(one -> one.getString("studyInstanceUid").equals(study))
                .map(one -> one.getString("state") + " " + one.getString("centre")).toList();
    }

    /** How an account is answered that wants to look at the study; who may see what is known anew after some seconds. */
    private int opened(String account) {
        return stand.get(account, "/api/v1/studies/" + study + "/marks").statusCode();
    }

    @Test
    void theCitySeesItOnlyWhileItHasIt() {
        assertThat(right(stand.get(RADIOLOGIST, ReadingStand.path(reading, "escalation"))).getJsonArray("centres"))
                .containsExactly(new JsonObject().put("code", "CIMG").put("name", "市影像中心"),
                        new JsonObject().put("code", "PIMG").put("name", "省影像中心"));
        assertThat(states(CITY)).isEmpty();
        assertThat(opened(CITY)).isEqualTo(404);
        String due = reading.getString("dueAt");

        JsonObject given = right(post(RADIOLOGIST, "escalate"));
        assertThat(given.getString("state")).isEqualTo("ESCALATED");
        assertThat(given.getString("dueAt")).as("the clock goes on").isEqualTo(due);
        assertThat(states(CITY)).containsExactly("ESCALATED CIMG");
        assertThat(states(RADIOLOGIST)).as("the county sees where it is").containsExactly("ESCALATED CIMG");
        Await.until("the study is open to the city", () -> opened(CITY) == 200);
        assertThat(stand.move(RADIOLOGIST, reading, "claim").statusCode()).isEqualTo(409);

        right(stand.move(CITY, reading, "claim"));
        assertThat(post(RADIOLOGIST, "return").statusCode()).as("in the city's hand").isEqualTo(409);
        JsonObject back = right(post(CITY, "return"));
        assertThat(back.getString("state") + " " + back.getString("centre")).isEqualTo("QUEUED IMG");
        assertThat(states(CITY)).isEmpty();
        Await.until("the study is not open to the city any more", () -> opened(CITY) == 404);
        assertThat(stand.move(CITY, reading, "claim").statusCode()).isEqualTo(409);
    }

    @Test
    void itComesBackWithTheReportOfTheCity() {
        right(post(RADIOLOGIST, "escalate"));
        right(stand.move(CITY, reading, "claim"));
        right(stand.withTag("PUT", CITY, ReadingStand.path(reading, "draft"), 0, new JsonObject().put("text", TEXT)));
        right(stand.withTag("POST", CITY, ReadingStand.path(reading, "reports"), 1, SIGNATURE));
        assertThat(stand.move("ch1-senior", reading, "review").statusCode()).isEqualTo(409);
        right(stand.move(CITY_SENIOR, reading, "review"));
        JsonObject signed = right(
                stand.withTag("POST", CITY_SENIOR, ReadingStand.path(reading, "reports"), 1, SIGNATURE));
        assertThat(signed.getString("state") + " " + signed.getString("centre")).isEqualTo("APPROVED IMG");
        JsonObject last = new JsonObject(right(stand.get(RADIOLOGIST, ReadingStand.path(reading, "reports")))
                .getJsonArray("reports").getJsonObject(1).getString("content"));
        assertThat(last.getString("centreName")).isEqualTo("市影像中心");
        assertThat(stand.get(CITY, ReadingStand.path(reading, "")).statusCode()).as("for a while").isEqualTo(200);
        stand.database.rows("update reading_escalation set ended_at = now() - interval '73 hours'");
        assertThat(stand.get(CITY, ReadingStand.path(reading, "")).statusCode()).isEqualTo(404);
        right(stand.post(RADIOLOGIST, ReadingStand.path(reading, "amend"), REASON));
    }

    @Test
    void whatCameBackCanBeGivenAgainAndEachTimeIsOnRecord() {
        right(post(RADIOLOGIST, "escalate"));
        right(stand.move(CITY, reading, "claim"));
        right(post(CITY, "return"));
        assertThat(opened(RADIOLOGIST)).isEqualTo(200);
        JsonObject again = right(post(RADIOLOGIST, "escalate"));
        assertThat(again.getString("state") + " " + again.getString("centre")).isEqualTo("ESCALATED CIMG");
        right(stand.move(CITY, reading, "claim"));
        assertThat(states(CITY)).containsExactly("CLAIMED CIMG");
        assertThat(stand.database.rows("""
                select e.ended_at is null, e.reason from reading_escalation e join reading_task t on t.id = e.task
                join study s on s.id = t.study where s.uid = '%s' order by e.begun_at""".formatted(study)))
                .containsExactly(List.of(false, "疑难病例"), List.of(true, "疑难病例"));
    }

    @Test
    void onlyTheCentreThatIsHomeToItGivesItToAThird() {
        right(post(RADIOLOGIST, "escalate"));
        HttpResponse<String> late = post(DIRECTOR, "escalate");
        assertThat(late.statusCode() + " " + new JsonObject(late.body()).getString("code")).as("it is away")
                .isEqualTo("409 reading-state");
        right(stand.move(CITY, reading, "claim"));
        HttpResponse<String> refused = stand.post(CITY, ReadingStand.path(reading, "escalate"),
                REASON.copy().put("centre", "PIMG"));
        assertThat(refused.statusCode() + " " + new JsonObject(refused.body()).getString("code"))
                .isEqualTo("409 given-already");
        assertThat(states(CITY)).containsExactly("CLAIMED CIMG");
        right(post(CITY, "return"));
        JsonObject further = right(stand.post(RADIOLOGIST, ReadingStand.path(reading, "escalate"),
                REASON.copy().put("centre", "PIMG")));
        assertThat(further.getString("state") + " " + further.getString("centre")).isEqualTo("ESCALATED PIMG");
        assertThat(states(CITY)).isEmpty();
    }

    @Test
    void onlyWhoHasItOrDirectsGivesItAndOnlyByAgreement() {
        right(stand.move(RADIOLOGIST, reading, "claim"));
        assertThat(post("ch1-senior", "escalate").statusCode()).as("in another's hand").isEqualTo(409);
        assertThat(post(CITY, "escalate").statusCode()).isEqualTo(404);
        assertThat(stand.post(RADIOLOGIST, ReadingStand.path(reading, "escalate"), REASON.copy().put("centre", "IMG"))
                .statusCode()).isEqualTo(422);
        right(post(DIRECTOR, "escalate"));
        right(post(DIRECTOR, "return"));
        assertThat(states(RADIOLOGIST)).containsExactly("QUEUED IMG");
        assertThat(stand.database.rows("""
                select actor, details->>'move', details->>'for' from audit_event
                where action = 'READING_MOVE' and object = '%s' and actor = 'ch1-director' order by id"""
                .formatted(study)))
                .containsExactly(List.of(DIRECTOR, "ESCALATE", "CIMG"), Arrays.asList(DIRECTOR, "RETURN", null));
    }
}
