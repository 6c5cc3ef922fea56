package org.lianzhen.gateway.http.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.KeptEvents;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.notify.ManualClock;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.notify.PostgresRosterStore;

class RosterFeatureIT {
    private static final String ROOT = "/api/v1/rosters";
    private static final String DIRECTOR = TestSite.token(Role.CENTRE_DIRECTOR, "CH1");
    private static final String SHIFTS = """
            {"shifts": [
              {"from": "2026-06-01T08:00:00+08:00", "to": "2026-06-01T18:00:00+08:00",
               "persons": [{"account": "day", "phone": "13800138000", "mail": "day@ch1.example"}]},
              {"from": "2026-06-01T18:00:00+08:00", "persons": [{"account": "night", "phone": "+86-10-12345678"}]}]}
            """;

    private final TestPostgres database = TestPostgres.migrated();
    private final ManualClock clock = new ManualClock("2026-06-01T04:00:00Z");
    private final KeptEvents audit = new KeptEvents();
    private final TestSite site = TestSite.auditing(audit, new RosterFeature(
            new PostgresRosterStore(database.pool()),
            TestMembers.of("units: [{code: CH1, name: x, kind: OTHER}, {code: TS1, name: x, kind: OTHER}]"), clock));

    @AfterEach
    void close() {
        site.close();
        database.close();
    }

    private HttpResponse<String> put(String token, String path, String ifMatch, String body) {
        return site.text(site.request(ROOT + path, token).header("If-Match", ifMatch)
                .header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonObject get(String token, String path) {
        HttpResponse<String> answer = site.text(site.request(ROOT + path, token));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo(code);
    }

    private static List<String> accounts(JsonArray persons) {
        return persons.stream().map(person -> ((JsonObject) person).getString("account")).toList();
    }

    @Test
    void whoDirectsTheCentrePutsARosterInForceOnRecord() {
        assertThat(get(DIRECTOR, "/CH1/IMAGING").getInteger("version")).isZero();
        HttpResponse<String> answer = put(DIRECTOR, "/CH1/IMAGING", "\"0\"", SHIFTS);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
        JsonObject now = get(TestSite.token(Role.TOWNSHIP_DOCTOR, "TS1"), "").getJsonArray("items").getJsonObject(0);
        assertThat(now.getString("author")).isEqualTo("test");
        assertThat(accounts(now.getJsonArray("onDuty"))).containsExactly("day");
        clock.pass(java.time.Duration.ofHours(6));
        assertThat(accounts(get(DIRECTOR, "/CH1/IMAGING").getJsonArray("onDuty"))).containsExactly("night");
        isProblem(put(DIRECTOR, "/CH1/IMAGING", "\"0\"", "{\"shifts\": []}"), 412, "stale");
        put(DIRECTOR, "/CH1/IMAGING", "\"1\"", "{\"shifts\": []}");
        assertThat(get(DIRECTOR, "/CH1/IMAGING/versions").getJsonArray("items")).hasSize(2);
        assertThat(get(DIRECTOR, "").getJsonArray("items")).hasSize(1);
        assertThat(database.rows("select action, object from audit_event order by ctid")).containsExactly(
                List.of("ROSTER_CHANGE", "rosters/CH1/IMAGING"), List.of("ROSTER_CHANGE", "rosters/CH1/IMAGING"));
    }

    @Test
    void nobodyKeepsTheRostersOfAnotherUnitAndTechnicalOnesAreTheAdministrators() {
        isProblem(put(DIRECTOR, "/TS1/IMAGING", "\"0\"", SHIFTS), 403, "roster-of-other-unit");
        assertThat(audit.last().outcome()).isEqualTo(AuditEvent.Outcome.REFUSED);
        isProblem(put(DIRECTOR, "/CH1/SYSTEM", "\"0\"", SHIFTS), 403, "no-right");
        String admin = TestSite.token(Role.SYS_ADMIN, "CH1");
        isProblem(put(admin, "/CH1/IMAGING", "\"0\"", SHIFTS), 403, "no-right");
        assertThat(put(admin, "/TS1/SYSTEM", "\"0\"", SHIFTS).statusCode()).isEqualTo(200);
        isProblem(put(TestSite.token(Role.RADIOLOGIST, "CH1"), "/CH1/IMAGING", "\"0\"", SHIFTS), 403, "no-right");
        isProblem(site.text(site.request(ROOT, TestSite.token(Role.AUDITOR, "CH1"))), 403, "no-right");
        isProblem(site.text(site.request(ROOT + "/CH1/GARDENING", DIRECTOR)), 404, "no-such-duty");
        isProblem(put(admin, "/XX/SYSTEM", "\"0\"", SHIFTS), 404, "no-such-unit");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"shifts\": 5}", "{\"shifts\": [5]}", "{\"shifts\": [{}]}",
            "{\"shifts\": [{\"from\": \"tomorrow\", \"persons\": []}]}",
            "{\"shifts\": [{\"from\": \"2026-06-02T00:00:00Z\", \"to\": \"2026-06-02T00:00:00Z\", \"persons\": []}]}",
            "{\"shifts\": [{\"persons\": [{}]}]}", "{\"shifts\": [{\"persons\": [{\"account\": \"No Name\"}]}]}",
            "{\"shifts\": [{\"persons\": [{\"account\": \"a\", \"phone\": \"call me\"}]}]}",
            "{\"shifts\": [{\"persons\": [{\"account\": \"a\", \"mail\": \"nowhere\"}]}]}" })
    void saysWhatIsWrong(String body) {
        isProblem(put(DIRECTOR, "/CH1/IMAGING", "\"0\"", body), 422, "roster");
        assertThat(get(DIRECTOR, "").getJsonArray("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"account\": \"a\\u0000\"", "\"account\": \"a\", \"mail\": \"a@b\\u0000c\"",
            "\"account\": \"a\", \"phone\": \"1\\u0000\"", "\"account\": \"a\", \"phone\": 138" })
    void whatIsNoTextThatCanBeKeptIsRefused(String person) {
        isProblem(put(DIRECTOR, "/CH1/IMAGING", "\"0\"", "{\"shifts\": [{\"persons\": [{" + person + "}]}]}"), 422,
                "field");
        assertThat(get(DIRECTOR, "").getJsonArray("items")).isEmpty();
    }
}
