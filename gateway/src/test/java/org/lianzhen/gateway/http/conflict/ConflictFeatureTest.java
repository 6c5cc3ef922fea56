package org.lianzhen.gateway.http.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.archive.Acceptance.ParkReason;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.archive.Search.Page;
import org.lianzhen.gateway.archive.conflict.Alerts;
import org.lianzhen.gateway.archive.conflict.Decision;
import org.lianzhen.gateway.archive.conflict.Decision.Result;
import org.lianzhen.gateway.archive.conflict.ParkedInstance;
import org.lianzhen.gateway.archive.conflict.ParkedInstance.Content;
import org.lianzhen.gateway.archive.conflict.ParkedInstance.Matter;
import org.lianzhen.gateway.archive.conflict.ParkedInstance.Patient;
import org.lianzhen.gateway.archive.conflict.ParkedInstance.Place;
import org.lianzhen.gateway.archive.conflict.ParkedInstance.Version;
import org.lianzhen.gateway.archive.conflict.ParkedInstances;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditUnavailableException;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.TestMembers;

class ConflictFeatureTest {
    private static final String PARKED = "/api/v1/archive/parked";
    private static final String TECHNOLOGIST = TestSite.token(Role.TECHNOLOGIST, "TS1");
    private static final UUID ID = UUID.fromString("01990000-0000-7000-8000-000000000001");
    private static final ParkedInstance ONE = new ParkedInstance("TS1", "PARKED",
            new Matter(ParkReason.CONTENT_DIFFERS, true, Instant.EPOCH, List.of("(0010,0010)")),
            version(2, "王^五", 512), version(1, "王^小东", null), patient("王^小东"));
    private static final ParkedInstance STRANGER = new ParkedInstance("TS1", "REJECTED",
            new Matter(ParkReason.PATIENT_DIFFERS, false, Instant.EPOCH, List.of()), version(1, "赵^四", 512), null,
            patient("王^小东"));

    private final Conflicts conflicts = new Conflicts();
    private final List<AuditEvent> audit = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean auditAway;
    private final TestSite site = TestSite.of(new ConflictFeature(conflicts, conflicts, TestMembers.of(
            "units: [{code: TS1, name: x, kind: OTHER}]"), this::append));

    @AfterEach
    void close() {
        site.close();
    }

    private CompletionStage<Void> append(AuditEvent event) {
        audit.add(event);
        return auditAway ? CompletableFuture.failedFuture(new AuditUnavailableException("away", null))
                : CompletableFuture.completedFuture(null);
    }

    private static Patient patient(String name) {
        return new Patient("TS1", "P1", name, "19800229", "M");
    }

    private static Version version(int number, String name, @Nullable Integer rows) {
        return new Version(ID, number, patient(name), new Place("1.2.3", "20260301", "胸部平扫", "1.2.3.1", "CT", ""),
                new Content("1.2", "1.2.3.1.1", "1.2.840.10008.1.2.1", rows, rows, null, 525000, "ab", "TS1PACS",
                        Instant.EPOCH));
    }

    /** Notes what it is asked and answers what it is told to. */
    private static final class Conflicts implements ParkedInstances, Alerts {
        private volatile Result result = new Result.Done();
        private volatile boolean away;
        private final List<Object> asked = Collections.synchronizedList(new ArrayList<>());

        private <T> CompletionStage<T> answer(T answer, Object... question) {
            asked.addAll(List.of(question));
            return away ? CompletableFuture.failedFuture(new IndexUnavailableException("away",
                    IndexUnavailableException.Rows.LOST, new IOException()))
                    : CompletableFuture.completedFuture(answer);
        }

        @Override
        public CompletionStage<List<ParkedInstance>> list(Set<String> units, Stage stage, Page page) {
            return answer(List.of(ONE, STRANGER), units, stage, page);
        }

        @Override
        public CompletionStage<Optional<ParkedInstance>> find(Set<String> units, UUID instance) {
            return answer(instance.equals(ID) ? Optional.of(ONE) : Optional.empty(), units);
        }

        @Override
        public CompletionStage<Result> release(Decision decision) {
            return answer(result, "release", decision);
        }

        @Override
        public CompletionStage<Result> reject(Decision decision) {
            return answer(result, "reject", decision);
        }

        @Override
        public CompletionStage<List<Alert>> open(Set<String> units, Page page) {
            return answer(List.of(new Alert(ID, "TS1", "CONTENT_DIFFERS", ID, Instant.EPOCH)), units, page);
        }

        @Override
        public CompletionStage<Result> settle(Decision decision) {
            return answer(result, "settle", decision);
        }
    }

    private HttpResponse<String> get(String path) {
        return site.text(site.request(path, TECHNOLOGIST));
    }

    private HttpResponse<String> post(String path) {
        return site.send("POST", path, TECHNOLOGIST, "{\"reason\":\"已与技师核对\"}");
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo(code);
    }

    @Test
    void listsWhatTheCallersUnitDecidesAbout() {
        JsonArray items = new JsonObject(get(PARKED).body()).getJsonArray("items");
        JsonObject one = items.getJsonObject(0);
        assertThat(one.getString("reason")).isEqualTo("CONTENT_DIFFERS");
        assertThat(one.getBoolean("emergency")).isTrue();
        assertThat(one.getJsonArray("findings")).containsExactly("(0010,0010)");
        assertThat(one.getJsonObject("parked").getJsonObject("patient").getString("name")).isEqualTo("王^五");
        assertThat(one.getJsonObject("inForce").getJsonObject("patient").getString("name")).isEqualTo("王^小东");
        assertThat(items.getJsonObject(1).getValue("inForce")).isNull();
        assertThat(items.getJsonObject(1).getJsonObject("studyPatient").getString("name")).isEqualTo("王^小东");
        assertThat(conflicts.asked).containsExactly(Set.of("TS1"), ParkedInstances.Stage.WAITING, new Page(0, 50));
        assertThat(audit).singleElement().satisfies(event -> {
            assertThat(event.action().name()).isEqualTo("PATIENT_SEARCH");
            assertThat(event.actor()).isEqualTo(new AuditEvent.Actor("test", "TECHNOLOGIST", "TS1", "127.0.0.1"));
            assertThat(event.toString()).as("no patient's name").doesNotContain("王");
        });
    }

    @Test
    void listsPageByPageAndByStage() {
        assertThat(get(PARKED + "?stage=decided&offset=20&limit=10").statusCode()).isEqualTo(200);
        assertThat(conflicts.asked).containsExactly(Set.of("TS1"), ParkedInstances.Stage.DECIDED, new Page(20, 10));
        isProblem(get(PARKED + "?stage=x"), 400, "stage");
        isProblem(get(PARKED + "?limit=201"), 400, "limit");
        isProblem(get(PARKED + "?offset=-1"), 400, "offset");
        isProblem(get("/api/v1/alerts?offset=9999999999"), 400, "offset");
    }

    @Test
    void showsOne() {
        JsonObject one = new JsonObject(get(PARKED + "/" + ID).body());
        assertThat(one.getString("id")).isEqualTo(ID.toString());
        assertThat(audit).singleElement().satisfies(event -> assertThat(event.object()).isEqualTo("1.2.3"));
        isProblem(get(PARKED + "/" + UUID.randomUUID()), 404, "nothing-to-decide");
        isProblem(get(PARKED + "/x"), 404, "nothing-to-decide");
        assertThat(audit).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "/api/v1/archive/parked/,release", "/api/v1/archive/parked/,reject", "/api/v1/alerts/,settle" })
    void decidesForTheCallersUnit(String path, String verb) {
        assertThat(post(path + ID + "/" + verb).statusCode()).isEqualTo(204);
        assertThat(conflicts.asked).containsExactly(verb, new Decision(ID, Set.of("TS1"),
                new AuditEvent.Actor("test", "TECHNOLOGIST", "TS1", "127.0.0.1"), "已与技师核对"));
    }

    @Test
    void saysWhyNothingWasDecided() {
        String path = PARKED + "/" + ID + "/release";
        conflicts.result = new Result.Unknown();
        isProblem(post(path), 404, "nothing-to-decide");
        conflicts.result = new Result.NotYours();
        isProblem(post(path), 403, "other-unit");
        conflicts.result = new Result.Already("REJECTED");
        isProblem(post(path), 409, "already-decided");
        conflicts.result = new Result.StillCompared();
        isProblem(post(path), 409, "still-compared");
        isProblem(post(PARKED + "/x/release"), 404, "nothing-to-decide");
        isProblem(site.send("POST", path, TECHNOLOGIST, "{}"), 422, "field");
        isProblem(site.send("POST", path, TECHNOLOGIST, "{\"reason\":\" \"}"), 422, "field");
    }

    @ParameterizedTest
    @ValueSource(strings = { "RADIOLOGIST", "TOWNSHIP_DOCTOR", "SYS_ADMIN", "AUDITOR", "HIS" })
    void isForThoseWhoMaySettleConflicts(Role role) {
        String token = TestSite.token(role, "TS1");
        isProblem(site.text(site.request(PARKED, token)), 403, "no-right");
        isProblem(site.text(site.request("/api/v1/alerts", token)), 403, "no-right");
        isProblem(site.send("POST", PARKED + "/" + ID + "/release", token, "{\"reason\":\"x\"}"), 403, "no-right");
        isProblem(site.send("POST", "/api/v1/alerts/" + ID + "/settle", token, "{\"reason\":\"x\"}"), 403,
                "no-right");
        isProblem(site.text(site.request(PARKED)), 401, "log-in-needed");
        assertThat(conflicts.asked).isEmpty();
    }

    @Test
    void listsAlerts() {
        JsonObject alert = new JsonObject(get("/api/v1/alerts").body()).getJsonArray("items").getJsonObject(0);
        assertThat(alert.getString("kind")).isEqualTo("CONTENT_DIFFERS");
        assertThat(alert.getString("subject")).isEqualTo(ID.toString());
        assertThat(conflicts.asked).containsExactly(Set.of("TS1"), new Page(0, 50));
    }

    @Test
    void saysThatTheDatabaseIsAway() {
        conflicts.away = true;
        isProblem(get(PARKED), 503, "unavailable");
        isProblem(get("/api/v1/alerts"), 503, "unavailable");
        isProblem(post(PARKED + "/" + ID + "/reject"), 503, "unavailable");
    }

    @Test
    void showsNobodyWhatCannotBeRecorded() {
        auditAway = true;
        HttpResponse<String> answer = get(PARKED);
        isProblem(answer, 503, "unavailable");
        assertThat(answer.body()).doesNotContain("王");
        isProblem(get(PARKED + "/" + ID), 503, "unavailable");
    }
}
