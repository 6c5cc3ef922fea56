package org.lianzhen.gateway.http.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.http.KeptEvents;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveSearch;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

class StudyFeatureIT {
    private static final String RADIOLOGIST = TestSite.token(Role.RADIOLOGIST, "CH1");
    private static final String DOCTOR = TestSite.token(Role.TOWNSHIP_DOCTOR, "TS1");

    private final KeptEvents audit = new KeptEvents();
    private TestPostgres database;
    private TestSite site;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        site = TestSite.auditing(audit, new StudyFeature(new PostgresArchiveSearch(database.pool()), TestMembers.of("""
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: TS2, name: 二院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                agreements: [{owner: TS1, reader: CH1}]
                """)));
    }

    @AfterEach
    void close() {
        site.close();
        database.close();
    }

    private void store(SampleInstance... instances) {
        new PostgresArchiveIndex(database.pool()).begin(List.of(instances).stream().map(SampleInstance::indexed)
                .toList()).commit().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private HttpResponse<String> post(String token, JsonObject body) {
        return site.send("POST", "/api/v1/studies/search", token, body.encode());
    }

    private JsonObject found(String token, JsonObject body) {
        HttpResponse<String> answer = post(token, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static List<String> uids(JsonObject page) {
        JsonArray studies = page.getJsonArray("studies");
        List<String> uids = new ArrayList<>();
        for (int i = 0; i < studies.size(); i++) {
            uids.add(studies.getJsonObject(i).getString("studyInstanceUid"));
        }
        return uids;
    }

    private List<String> uids(String token, JsonObject body) {
        return uids(found(token, body));
    }

    @Test
    void tellsAllThatAListShows() {
        store(SampleInstance.of("1").named("Wang^XiaoDong=王^小东"), SampleInstance.of("2").named("Wang^XiaoDong=王^小东"));
        JsonObject study = found(RADIOLOGIST, new JsonObject()).getJsonArray("studies").getJsonObject(0);
        assertThat(study).isEqualTo(new JsonObject().put("studyInstanceUid", "T1").put("unit", "TS1")
                .put("patientName", "王小东").put("otherNames", new JsonArray().add("Wang XiaoDong"))
                .put("patientId", "P1").put("issuer", "TS1").put("sex", "M").put("birthDate", "19800229")
                .put("accessionNumber", "A7").put("studyId", "").put("studyDate", "20260301")
                .put("studyTime", "101500").put("modalities", new JsonArray().add("CT"))
                .put("description", "胸部平扫").put("institution", "").put("series", 1).put("instances", 2)
                .put("masked", false));
    }

    @Test
    void findsByEachField() {
        store(SampleInstance.of("1").study("T1").patient("P1").named("王^小东"),
                SampleInstance.of("2").study("T2").patient("P2").named("Li^Si").series("S2", "DX"));
        database.rows("update study set study_date = '20260415', accession_number = 'B9' where uid = 'T2'");
        List.of(new JsonObject().put("patientName", "小东"), new JsonObject().put("patientName", "wxd"),
                new JsonObject().put("patientName", "王*"), new JsonObject().put("patientId", "P1"),
                new JsonObject().put("accessionNumber", "A7"), new JsonObject().put("studyInstanceUid", "T1"),
                new JsonObject().put("modality", "CT"), new JsonObject().put("to", "20260414"),
                new JsonObject().put("from", "20260301").put("to", "20260301"))
                .forEach(body -> assertThat(uids(RADIOLOGIST, body)).as(body.encode()).containsExactly("T1"));
        assertThat(uids(RADIOLOGIST, new JsonObject().put("from", "20260302"))).containsExactly("T2");
        assertThat(uids(RADIOLOGIST, new JsonObject().put("from", "20260301"))).containsExactly("T2", "T1");
        assertThat(uids(RADIOLOGIST, new JsonObject().put("patientId", "P1").put("modality", "DX"))).isEmpty();
    }

    @Test
    void keepsToTheUnitsThatTheCallerMaySee() {
        store(SampleInstance.of("1").study("T1").from("TS1"), SampleInstance.of("2").study("T2").from("TS2"),
                SampleInstance.of("3").study("T3").from("CH1"));
        assertThat(uids(RADIOLOGIST, new JsonObject())).containsExactlyInAnyOrder("T1", "T3");
        assertThat(uids(DOCTOR, new JsonObject())).containsExactly("T1");
        assertThat(uids(RADIOLOGIST, new JsonObject().put("unit", "TS1"))).containsExactly("T1");
        assertThat(uids(RADIOLOGIST, new JsonObject().put("unit", "TS2"))).isEmpty();
    }

    @Test
    void findsWhatElseThereIsOfThePersonOfAStudy() {
        store(SampleInstance.of("1").study("T1").patient("P1").from("TS1"),
                SampleInstance.of("2").study("T2").patient("P1").from("TS1"),
                SampleInstance.of("3").study("T3").patient("C9").from("CH1"),
                SampleInstance.of("4").study("T4").patient("P4").from("CH1"),
                SampleInstance.of("5").study("T5").patient("P1").from("TS2"));
        database.rows("update patient set person = (select min(id::text)::uuid from patient) where patient_id <> 'P4'");
        JsonObject same = new JsonObject().put("samePatientAs", "T1");
        assertThat(uids(RADIOLOGIST, same)).containsExactlyInAnyOrder("T1", "T2", "T3");
        assertThat(uids(DOCTOR, same)).containsExactlyInAnyOrder("T1", "T2");
        assertThat(uids(RADIOLOGIST, new JsonObject().put("samePatientAs", "T4"))).containsExactly("T4");
        assertThat(uids(DOCTOR, new JsonObject().put("samePatientAs", "T3"))).isEmpty();
        assertThat(uids(DOCTOR, new JsonObject().put("samePatientAs", "T9"))).isEmpty();
    }

    @Test
    void turnsPagesWithoutTellingAStudyTwice() {
        for (int i = 1; i <= 5; i++) {
            store(SampleInstance.of("I" + i).study("T" + i));
        }
        JsonObject first = found(RADIOLOGIST, new JsonObject().put("limit", 2));
        assertThat(uids(first)).containsExactly("T1", "T2");
        store(SampleInstance.of("I0").study("T0"));
        JsonObject second = found(RADIOLOGIST,
                new JsonObject().put("limit", 2).put("after", first.getString("next")));
        assertThat(uids(second)).containsExactly("T3", "T4");
        JsonObject third = found(RADIOLOGIST,
                new JsonObject().put("limit", 2).put("after", second.getString("next")));
        assertThat(uids(third)).containsExactly("T5");
        assertThat(third.getString("next")).isNull();
    }

    @Test
    void isOnRecordByTheNamesOfItsFieldsOnly() {
        post(DOCTOR, new JsonObject().put("patientName", "王小东").put("patientId", "P1"));
        assertThat(audit.all()).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.PATIENT_SEARCH);
            assertThat(event.actor().role()).isEqualTo("TOWNSHIP_DOCTOR");
            assertThat(event.details()).isEqualTo(Map.of("level", "STUDY", "keys", "patientName patientId"));
        });
    }

    @Test
    void answersNothingThatIsNotOnRecord() {
        audit.breakDown(true);
        assertThat(post(DOCTOR, new JsonObject()).statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"patientname\":\"x\"}", "{\"patientName\":7}", "{\"patientId\":\"\"}",
            "{\"from\":\"2026-01-01\"}", "{\"to\":\"20260230\"}", "{\"from\":\"20260302\",\"to\":\"20260301\"}",
            "{\"limit\":0}", "{\"limit\":201}", "{\"limit\":\"5\"}", "{\"after\":\"x\"}", "{\"after\":\"WzFd\"}",
            "{\"after\":\"WyIxIiwiXHUwMDAwIiwiMSJd\"}",
            "{\"patientName\":\"x\\u0000\"}" })
    void saysWhatMakesNoSense(String body) {
        assertThat(post(RADIOLOGIST, new JsonObject(body)).statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\ud800", "'; drop table study; --", "\\", "%", "((((" })
    void takesAnyTextForATextOnly(String text) {
        store(SampleInstance.of("1"));
        for (String field : List.of("patientName", "patientId", "accessionNumber", "studyInstanceUid",
                "samePatientAs", "modality", "unit")) {
            assertThat(uids(RADIOLOGIST, new JsonObject().put(field, "x" + text))).as(field).isEmpty();
        }
    }

    @Test
    void isForThoseWhoMaySearch() {
        assertThat(site.text(site.request("/api/v1/studies/search").method("POST",
                HttpRequest.BodyPublishers.ofString("{}"))).statusCode()).isEqualTo(401);
        assertThat(post(TestSite.token(Role.SYS_ADMIN, "CH1"), new JsonObject()).statusCode()).isEqualTo(403);
    }
}
