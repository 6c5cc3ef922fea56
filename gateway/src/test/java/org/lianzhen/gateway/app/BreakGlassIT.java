package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.gateway.app.AccessStand.body;
import static org.lianzhen.gateway.app.AccessStand.code;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.postgres.patient.Arrival;

/** Whose data people reach over HTTP, and how they open a study in an emergency. */
@Timeout(180)
class BreakGlassIT {
    private static final String GLASS = "/api/v1/break-glass";

    @TempDir
    private Path keys;
    private AccessStand stand;
    private Arrival arrival;

    @BeforeEach
    void open() throws Exception {
        stand = new AccessStand(keys);
        arrival = Arrival.of("TS2", "P1");
        arrival.at(stand.database);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    /** Of CH1, which reads for TS1 as its imaging centre, and of TS1 itself. */
    private static final List<String> CELLS = List.of("ts1-village, VIEW_STUDIES, TS1",
            "ts1-village, EXPORT_STUDIES, 403", "ts1-doctor, VIEW_STUDIES, TS1",
            "ts1-tech, STORE_STUDIES, TS1", "ch1-doctor, VIEW_STUDIES, CH1 TS1", "ch1-doctor, SEARCH_PATIENTS, CH1",
            "ch1-tech, VIEW_STUDIES, CH1", "ch1-radiologist, VIEW_STUDIES, CH1 TS1",
            "ch1-radiologist, SEARCH_PATIENTS, CH1 TS1", "ch1-radiologist, STORE_STUDIES, 403",
            "ch1-director, LINK_PATIENTS, CH1 TS1", "ch1-director, SETTLE_CONFLICTS, CH1", "ch1-expert, VIEW_STUDIES, ",
            "ch1-coordinator, VIEW_STUDIES, 403", "office, VIEW_MEMBERS, CH1 TS1 TS2", "office, EDIT_NODES, 403",
            "admin, VIEW_STUDIES, 403", "admin, EDIT_ACCOUNTS, CH1 TS1 TS2", "sysadmin, CHANGE_DELIVERIES, CH1 TS1 TS2",
            "sysadmin, EDIT_ACCOUNTS, 403", "auditor, READ_AUDIT, CH1 TS1 TS2", "auditadmin, VIEW_STUDIES, 403",
            "his, VIEW_STUDIES, 403");

    @Test
    void everybodyReachesWhatTheTableSays() {
        for (String cell : CELLS) {
            String[] parts = cell.split(", ?", -1);
            reaches(parts[0], parts[1], parts[2]);
        }
    }

    private void reaches(String account, String operation, String reached) {
        HttpResponse<String> answer = stand.get("/reach/" + operation, stand.token(account));
        if (reached.equals("403")) {
            assertThat(answer.statusCode()).as("%s %s", account, operation).isEqualTo(403);
            assertThat(stand.database.value("select count(*) from audit_event where actor = $1 and object = $2",
                    account, operation)).isEqualTo(1L);
        } else {
            assertThat(answer.statusCode()).as("%s %s", account, operation).isEqualTo(200);
            assertThat(String.join(" ", new JsonArray(answer.body()).stream().map(String::valueOf).toList()))
                    .as("%s %s", account, operation).isEqualTo(reached);
        }
    }

    private JsonArray reach(String token) {
        return new JsonArray(stand.get("/reach/VIEW_STUDIES/" + arrival.study(), token).body());
    }

    private HttpResponse<String> broken(String token, String reason) {
        return stand.send("POST", GLASS, token,
                new JsonObject().put("studyInstanceUid", arrival.study()).put("reason", reason));
    }

    @Test
    void opensOneStudyForAWhile() {
        String doctor = stand.token("ts1-doctor");
        assertThat(reach(doctor)).isEqualTo(new JsonArray().add("TS1"));
        assertThat(code(broken(doctor, "too short"))).isEqualTo("reason");
        HttpResponse<String> opened = broken(doctor, "unconscious, no relatives here");
        assertThat(opened.statusCode()).isEqualTo(201);
        JsonObject one = body(opened).getJsonArray("items").getJsonObject(0);
        assertThat(one.getString("owner")).isEqualTo("TS2");
        assertThat(
                Duration.between(Instant.parse(one.getString("openedAt")), Instant.parse(one.getString("openUntil"))))
                .isEqualTo(Duration.ofHours(4));
        assertThat(stand.notices).singleElement().satisfies(told -> {
            assertThat(told.id()).hasToString(one.getString("id"));
            assertThat(told.place().owner()).isEqualTo("TS2");
        });
        assertThat(reach(doctor)).as("at once").isEqualTo(new JsonArray().add("TS1").add("TS2"));
        assertThat(new JsonArray(stand.get("/reach/VIEW_STUDIES/1.2.3", doctor).body())).as("only that study")
                .isEqualTo(new JsonArray().add("TS1"));
        assertThat(new JsonArray(stand.get("/reach/EXPORT_STUDIES/" + arrival.study(), doctor).body()))
                .as("to be looked at, not taken away").isEqualTo(new JsonArray().add("TS1"));
        assertThat(reach(stand.token("ts1-village"))).as("for this account alone")
                .isEqualTo(new JsonArray().add("TS1"));
        assertThat(stand.events("ts1-doctor", "BREAK_GLASS", "SUCCESS")).isEqualTo(1);
        stand.database.rows("update break_glass set open_until = now()");
        assertThat(reach(stand.token("ts1-doctor"))).as("afterwards").isEqualTo(new JsonArray().add("TS1"));
    }

    /** What a search finds: owner and study. */
    private List<String> found(String token, JsonObject search) {
        return body(stand.send("POST", "/api/v1/studies/search", token, search)).getJsonArray("studies").stream()
                .map(JsonObject.class::cast).map(study -> study.getString("unit") + " "
                        + study.getString("studyInstanceUid"))
                .toList();
    }

    /** Whether the study is found by QIDO, on each level. */
    private boolean isFoundByQido(String token) {
        List<String> answers = Stream.of("studies", "series", "instances")
                .map(path -> stand.get("/dicom-web/" + path + "?limit=50", token).body()).toList();
        assertThat(answers).as("all alike").extracting(answer -> answer.contains(arrival.study()))
                .containsOnly(answers.getFirst().contains(arrival.study()));
        return answers.getFirst().contains(arrival.study());
    }

    @Test
    void isFoundAsLongAsItIsOpenAndByNobodyElse() {
        Arrival.of("TS1", "P2").at(stand.database);
        Arrival.of("TS2", "P3").at(stand.database);
        String doctor = stand.token("ts1-doctor");
        assertThat(found(doctor, new JsonObject())).containsExactly("TS1 1.TS1.P2");
        assertThat(isFoundByQido(doctor)).isFalse();

        assertThat(broken(doctor, "unconscious, no relatives here").statusCode()).isEqualTo(201);
        String open = "TS2 " + arrival.study();
        assertThat(found(doctor, new JsonObject())).containsExactlyInAnyOrder("TS1 1.TS1.P2", open);
        assertThat(found(doctor, new JsonObject().put("unit", "TS2"))).containsExactly(open);
        assertThat(found(doctor, new JsonObject().put("unit", "TS1"))).containsExactly("TS1 1.TS1.P2");
        assertThat(found(doctor, new JsonObject().put("patientId", "P3"))).as("not open").isEmpty();
        assertThat(isFoundByQido(doctor)).isTrue();
        assertThat(found(stand.token("ts1-village"), new JsonObject())).as("for this account alone")
                .containsExactly("TS1 1.TS1.P2");

        stand.database.rows("update break_glass set open_until = now()");
        String again = stand.token("ts1-doctor");
        assertThat(found(again, new JsonObject())).as("afterwards").containsExactly("TS1 1.TS1.P2");
        assertThat(isFoundByQido(again)).isFalse();
    }

    @Test
    void theListOfStudiesHasWhatTheTableSays() {
        Arrival.of("TS1", "P2").at(stand.database);
        Arrival.of("CH1", "P3").at(stand.database);
        assertThat(found(stand.token("ch1-radiologist"), new JsonObject())).containsExactlyInAnyOrder("TS1 1.TS1.P2",
                "CH1 1.CH1.P3");
        assertThat(found(stand.token("ch1-tech"), new JsonObject())).as("the own unit's only")
                .containsExactly("CH1 1.CH1.P3");
        assertThat(found(stand.token("ch1-expert"), new JsonObject())).as("cases only").isEmpty();
    }

    @Test
    void isForThoseWhoTreatOrReadAsTheRulesSay() {
        assertThat(broken(stand.token("ts1-tech"), "I would like to see it").statusCode()).isEqualTo(403);
        stand.database.rows("update access_rule set break_glass_roles = array['RADIOLOGIST']");
        assertThat(broken(stand.token("ts1-doctor"), "I would like to see it").statusCode()).isEqualTo(403);
        assertThat(stand.events("ts1-doctor", "ACCESS_REFUSE", "REFUSED")).isEqualTo(1);
        assertThat(stand.send("POST", GLASS, stand.token("ch1-radiologist"), new JsonObject()
                .put("studyInstanceUid", "1.2.3").put("reason", "there is no such study")).statusCode()).isEqualTo(404);
        Object patient = stand.database.value("select id from patient where patient_id = 'P1'");
        assertThat(stand.send("POST", GLASS, stand.token("ch1-radiologist"), new JsonObject()
                .put("patient", patient.toString()).put("reason", "all that there is of him")).statusCode())
                .isEqualTo(201);
        assertThat(stand.database.value("select study_uid from break_glass")).isEqualTo(arrival.study());
    }

    @Test
    void isLookedAtAfterwardsByOthers() {
        String id = body(broken(stand.token("ts1-doctor"), "unconscious, no relatives here")).getJsonArray("items")
                .getJsonObject(0).getString("id");
        String admin = stand.token("admin");
        JsonObject standing = body(stand.get(GLASS, admin)).getJsonArray("items").getJsonObject(0);
        assertThat(standing.getString("reason")).isEqualTo("unconscious, no relatives here");
        assertThat(standing.getBoolean("overdue")).isFalse();
        stand.database.rows("update break_glass set review_due = now() - interval '1 minute'");
        assertThat(body(stand.get(GLASS, admin)).getJsonArray("items").getJsonObject(0).getBoolean("overdue")).isTrue();

        JsonObject verdict = new JsonObject().put("verdict", "JUSTIFIED").put("comment", "seen with the doctor");
        String review = GLASS + "/" + id + "/review";
        String director = stand.token("ch1-director");
        assertThat(body(stand.get(GLASS, director)).getJsonArray("items")).as("another unit's study").isEmpty();
        assertThat(stand.send("POST", review, director, verdict).statusCode()).isEqualTo(404);
        assertThat(stand.send("POST", review, stand.token("ts1-doctor"), verdict).statusCode()).isEqualTo(403);
        assertThat(stand.send("POST", review, admin, verdict).statusCode()).isEqualTo(204);
        assertThat(stand.send("POST", review, admin, verdict).statusCode()).as("once").isEqualTo(404);
        assertThat(body(stand.get(GLASS, admin)).getJsonArray("items")).isEmpty();
        assertThat(body(stand.get(GLASS + "?reviewed=true", admin)).getJsonArray("items").getJsonObject(0)
                .getJsonObject("review").getString("reviewer")).isEqualTo("admin");
        assertThat(stand.events("admin", "BREAK_GLASS_REVIEW", "SUCCESS")).isEqualTo(1);
    }
}
