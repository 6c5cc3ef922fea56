package org.lianzhen.gateway.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditEvent.Outcome;
import org.lianzhen.gateway.http.KeptEvents;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.RouteDirectory;
import org.lianzhen.gateway.route.Subject;
import org.lianzhen.gateway.route.TestRoutes;

class RouteFeatureTest {
    private static final String ROOT = "/api/v1/routes";
    private static final String ADMIN = TestSite.token(Role.SYS_ADMIN, "CH1");
    private static final String ROUTES = """
            # where things go
            destinations: [{code: CH1, unit: CH1, node: CH1PACS}]
            routes: [{code: ct, name: 乡镇 CT, modalities: [CT], to: [CH1]}]
            """;

    private final TestRoutes store = new TestRoutes();
    private final KeptEvents audit = new KeptEvents();
    private final RouteDirectory routes = new RouteDirectory(store, TestMembers
            .of("""
                    units: [{code: TS1, name: x, kind: OTHER}, {code: TS2, name: x, kind: OTHER}, {code: CH1, name: x, kind: OTHER}]
                    nodes: [{aeTitle: CH1PACS, unit: CH1, host: 10.0.0.1, port: 104}]
                    agreements: [{owner: TS1, reader: CH1}]
                    """));
    private final TestSite site = TestSite.of(new RouteFeature(routes, audit));

    @AfterEach
    void close() {
        site.close();
    }

    private HttpResponse<String> get(String path) {
        return site.text(site.request(ROOT + path, ADMIN));
    }

    private static String body(String document) {
        return new JsonObject().put("document", document).encode();
    }

    private HttpResponse<String> put(String token, String ifMatch, String body) {
        return site.text(site.request(ROOT, token).header("If-Match", ifMatch)
                .header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> rehearse(String token, String body) {
        return site.send("POST", ROOT + "/rehearsal", token, body);
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo(code);
    }

    private List<Outcome> outcomes() {
        return audit.all().stream().map(AuditEvent::outcome).toList();
    }

    private JsonObject inForce(String token) {
        HttpResponse<String> answer = site.text(site.request(ROOT + "/in-force", token));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static JsonObject told(JsonObject item, String... destinations) {
        return item.put("destinations", new JsonArray(List.of(destinations)));
    }

    @Test
    void tellsEachUnitTheRoutesThatConcernItWithoutAddresses() {
        put(ADMIN, "\"0\"",
                body(ROUTES
                        .replace("node: CH1PACS}]",
                                """
                                        node: CH1PACS, overwrites: true}, {code: TS2-WEB, unit: TS2, web: 'https://pacs.ts2.example/dicom-web', credentials: secret}]
                                        """)
                        .replace("to: [CH1]}", "to: [CH1]}, {code: ts2, name: y, units: [TS2], to: [TS2-WEB]}")));
        JsonObject ct = new JsonObject().put("code", "ct").put("name", "乡镇 CT").put("state", "PROPOSED");
        JsonObject ts2 = new JsonObject().put("code", "ts2").put("name", "y").put("state", "PROPOSED");
        JsonObject ch1 = new JsonObject().put("code", "CH1").put("unit", "CH1").put("overwrites", true);
        JsonObject web = new JsonObject().put("code", "TS2-WEB").put("unit", "TS2").put("overwrites", false);
        for (String unit : List.of("TS1", "CH1")) {
            assertThat(inForce(TestSite.token(Role.TECHNOLOGIST, unit))).as(unit).isEqualTo(new JsonObject()
                    .put("version", 1).put("routes", new JsonArray().add(told(ct, "CH1")))
                    .put("destinations", new JsonArray().add(ch1)));
        }
        assertThat(inForce(TestSite.token(Role.CENTRE_DIRECTOR, "TS2"))).as("CH1 may not have what is of TS2")
                .isEqualTo(new JsonObject().put("version", 1).put("routes", new JsonArray().add(told(ts2, "TS2-WEB")))
                        .put("destinations", new JsonArray().add(web)));
        assertThat(inForce(ADMIN)).isEqualTo(new JsonObject().put("version", 1)
                .put("routes", new JsonArray().add(told(ct, "CH1")).add(told(ts2, "TS2-WEB")))
                .put("destinations", new JsonArray().add(ch1).add(web)));
    }

    @Test
    void beginsWithNothing() {
        HttpResponse<String> answer = get("");
        assertThat(answer.headers().firstValue("ETag")).contains("\"0\"");
        assertThat(new JsonObject(answer.body())).isEqualTo(new JsonObject().put("version", 0).put("author", "")
                .put("madeAt", "1970-01-01T00:00:00Z").put("reason", "").put("document", ""));
        assertThat(new JsonObject(get("/versions").body()).getJsonArray("items")).isEmpty();
    }

    @Test
    void putsRoutesInForceAndKeepsThemAsTheyWereWritten() {
        HttpResponse<String> answer = put(ADMIN, "\"0\"",
                new JsonObject(body(ROUTES)).put("reason", "CT 送县医院").encode());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(new JsonObject(get("").body())).isEqualTo(new JsonObject().put("version", 1).put("author", "test")
                .put("madeAt", TestRoutes.MADE_AT.toString()).put("reason", "CT 送县医院").put("document", ROUTES));
        assertThat(routes.routing().orElseThrow().routes().version()).isEqualTo(1);
        assertThat(audit.all()).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.ROUTE_CHANGE);
            assertThat(event.object()).isEqualTo("routes/1");
            assertThat(event.actor()).isEqualTo(new AuditEvent.Actor("test", "SYS_ADMIN", "CH1", "127.0.0.1"));
        });
    }

    @Test
    void tellsVersionsNewestFirst() {
        put(ADMIN, "\"0\"", body(ROUTES));
        put(ADMIN, "\"1\"", body("routes: []"));
        JsonArray items = new JsonObject(get("/versions").body()).getJsonArray("items");
        assertThat(items).extracting(item -> ((JsonObject) item).getInteger("version")).containsExactly(2, 1);
        assertThat(items.getJsonObject(1).getString("document")).isEqualTo(ROUTES);
    }

    @Test
    void refusesChangesOfAnOldVersionAndPutsThatOnRecord() {
        put(ADMIN, "\"0\"", body(ROUTES));
        isProblem(put(ADMIN, "\"0\"", body("routes: []")), 412, "stale");
        assertThat(outcomes()).containsExactly(Outcome.SUCCESS, Outcome.SUCCESS, Outcome.FAILED);
        assertThat(audit.last().object()).isEqualTo("routes/1");
        assertThat(store.versions).hasSize(1);
    }

    @Test
    void wantsToKnowWhatIsChanged() {
        isProblem(site.send("PUT", ROOT, ADMIN, body(ROUTES)), 428, "if-match");
        isProblem(put(ADMIN, "*", body(ROUTES)), 428, "if-match");
        isProblem(put(ADMIN, "1", body(ROUTES)), 428, "if-match");
        assertThat(audit.all()).isEmpty();
    }

    @Test
    void saysEverythingThatIsWrongAndPutsOnRecordThatNothingChanged() {
        HttpResponse<String> answer = put(ADMIN, "\"0\"",
                body(ROUTES.replace("CH1PACS", "GONE").replace("modalities", "modality")));
        isProblem(answer, 422, "routes");
        assertThat(answer.body()).contains("no node of CH1 that can be called: GONE", "modality is not known here");
        assertThat(store.versions).isEmpty();
        assertThat(outcomes()).containsExactly(Outcome.SUCCESS, Outcome.FAILED);
        assertThat(audit.last().object()).isEqualTo("routes/1");
    }

    @Test
    void takesNothingButADocument() {
        isProblem(put(ADMIN, "\"0\"", "{}"), 422, "field");
        isProblem(put(ADMIN, "\"0\"", "{\"document\":5}"), 422, "field");
        isProblem(put(ADMIN, "\"0\"", body("#".repeat(1024 * 1024 + 1))), 422, "field");
        isProblem(put(ADMIN, "\"0\"", "[]"), 400, "no-json");
        isProblem(site.text(site.request(ROOT, ADMIN).header("If-Match", "\"0\"").header("Content-Type", "text/plain")
                .PUT(HttpRequest.BodyPublishers.ofString(ROUTES))), 415, "media-type");
        isProblem(rehearse(ADMIN, "{}"), 422, "field");
        assertThat(audit.all()).isEmpty();
    }

    @Test
    void changesNothingThatCannotBePutOnRecord() {
        audit.breakDown(true);
        isProblem(put(ADMIN, "\"0\"", body(ROUTES)), 503, "unavailable");
        assertThat(store.versions).isEmpty();
        assertThat(routes.routing()).isEmpty();
    }

    @Test
    void rehearsesAndTellsWhatWasRehearsed() {
        store.studies.add(List.of(new Subject("TS1", "TS1PACS", "LIANZHEN",
                new Subject.Content("CT", "CHEST", "王小东 复查"), Urgency.ROUTINE, TestRoutes.NOON)));
        HttpResponse<String> answer = rehearse(ADMIN, body(ROUTES));
        JsonObject told = new JsonObject().put("version", 0).put("from", "2026-07-01").put("to", "2026-07-01")
                .put("studies", 1).put("more", false).put("nowhere", 0).put("lines",
                        new JsonArray().add(new JsonObject().put("route", "ct").put("destination", "CH1")
                                .put("studies", 1).put("withoutRight", 0)));
        assertThat(new JsonObject(answer.body())).isEqualTo(told);
        assertThat(answer.body()).as("nothing of a patient").doesNotContain("王");
        assertThat(store.versions).isEmpty();
        assertThat(new JsonObject(get("/rehearsals").body()).getJsonArray("items")).containsExactly(
                told.put("author", "test").put("madeAt", TestRoutes.MADE_AT.toString()).putNull("backs"));
        isProblem(rehearse(ADMIN, body("routes: 5")), 422, "routes");
    }

    private HttpResponse<String> compare(String token, String body) {
        return site.send("POST", ROOT + "/comparison", token, body);
    }

    @Test
    void tellsWhichStudiesWouldGoElsewhere() {
        put(ADMIN, "\"0\"", new JsonObject(body(ROUTES.replace("to: [CH1]", "to: [CH1], state: ACTIVE")))
                .put("withoutRehearsal", true).encode());
        store.studies.add(List.of(new Subject("TS1", "TS1PACS", "LIANZHEN",
                new Subject.Content("CT", "CHEST", "王小东 复查"), Urgency.ROUTINE, TestRoutes.NOON)));
        JsonObject none = new JsonObject(compare(ADMIN, body(ROUTES)).body());
        assertThat(none).isEqualTo(new JsonObject().put("studies", 1).put("more", false).put("changed", 0).put("items",
                new JsonArray()));
        HttpResponse<String> answer = compare(ADMIN, body(ROUTES.replace("[CT]", "[MR]")));
        assertThat(new JsonObject(answer.body())).isEqualTo(new JsonObject().put("studies", 1).put("more", false)
                .put("changed", 1).put("items", new JsonArray().add(new JsonObject().put("studyInstanceUid", "1.2.1")
                        .put("unit", "TS1").put("modalities", new JsonArray().add("CT"))
                        .put("arrivedOn", "2026-07-01").put("now", new JsonArray().add("CH1"))
                        .put("then", new JsonArray()))));
        assertThat(answer.body()).as("nothing of a patient").doesNotContain("王");
        assertThat(store.rehearsals).as("nothing is kept").isEmpty();
        isProblem(compare(ADMIN, body("routes: 5")), 422, "routes");
        isProblem(compare(TestSite.token(Role.TECHNOLOGIST, "TS1"), body(ROUTES)), 403, "no-right");
    }

    @Test
    void rehearsesTheStudiesOfChosenDays() {
        JsonObject none = new JsonObject(rehearse(ADMIN, new JsonObject().put("document", ROUTES)
                .put("from", "2026-07-02").encode()).body());
        assertThat(none.getInteger("studies")).isZero();
        assertThat(none.getString("from")).isNull();
        for (JsonObject wrong : List.of(new JsonObject().put("from", "yesterday"), new JsonObject().put("to", 5),
                new JsonObject().put("from", "2026-07-02").put("to", "2026-07-01"))) {
            isProblem(rehearse(ADMIN, wrong.put("document", ROUTES).encode()), 422, "field");
        }
        assertThat(store.rehearsals).as("nothing was shown").isEmpty();
    }

    @Test
    void routesBecomeActiveInTwoStepsOrAtOnceOnRecord() {
        String active = ROUTES.replace("to: [CH1]", "to: [CH1], state: ACTIVE");
        HttpResponse<String> early = put(ADMIN, "\"0\"", body(active));
        isProblem(early, 409, "not-rehearsed");
        assertThat(early.body()).contains("route ct must first be put in force in state PROPOSED");
        assertThat(outcomes()).containsExactly(Outcome.SUCCESS, Outcome.FAILED);
        assertThat(store.versions).isEmpty();

        put(ADMIN, "\"0\"", body(ROUTES));
        isProblem(put(ADMIN, "\"1\"", body(active)), 409, "not-rehearsed");
        rehearse(ADMIN, body(active));
        assertThat(put(ADMIN, "\"1\"", body(active)).statusCode()).isEqualTo(200);
        assertThat(audit.last().details()).isEmpty();
        assertThat(new JsonObject(get("/rehearsals").body()).getJsonArray("items").getJsonObject(0).getInteger("backs"))
                .isEqualTo(2);

        String other = active.replace("[CT]", "[MR]");
        assertThat(put(ADMIN, "\"2\"", new JsonObject(body(other)).put("withoutRehearsal", true).encode())
                .statusCode()).isEqualTo(200);
        assertThat(audit.last().details()).isEqualTo(Map.of("withoutRehearsal", "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "TECHNOLOGIST", "CENTRE_DIRECTOR" })
    void whoWatchesDeliveriesSeesRoutesButNoDocumentAndChangesNone(Role role) {
        String token = TestSite.token(role, "TS1");
        isProblem(site.text(site.request(ROOT + "/in-force", token)), 503, "unavailable");
        routes.load().toCompletableFuture().join();
        assertThat(inForce(token)).isEqualTo(new JsonObject().put("version", 0).put("routes", new JsonArray())
                .put("destinations", new JsonArray()));
        isProblem(site.text(site.request(ROOT, token)), 403, "no-right");
        isProblem(site.text(site.request(ROOT + "/versions", token)), 403, "no-right");
        isProblem(put(token, "\"0\"", body(ROUTES)), 403, "no-right");
        isProblem(rehearse(token, body(ROUTES)), 403, "no-right");
        isProblem(site.text(site.request(ROOT + "/rehearsals", token)), 403, "no-right");
        assertThat(store.versions).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "RADIOLOGIST", "TOWNSHIP_DOCTOR", "OFFICE", "SECURITY_ADMIN", "AUDITOR", "HIS" })
    void isForNobodyElse(Role role) {
        String token = TestSite.token(role, "CH1");
        isProblem(site.text(site.request(ROOT, token)), 403, "no-right");
        isProblem(site.text(site.request(ROOT + "/versions", token)), 403, "no-right");
        isProblem(put(token, "\"0\"", body(ROUTES)), 403, "no-right");
        isProblem(rehearse(token, body(ROUTES)), 403, "no-right");
        isProblem(site.text(site.request(ROOT + "/rehearsals", token)), 403, "no-right");
        isProblem(site.text(site.request(ROOT + "/in-force", token)), 403, "no-right");
        isProblem(site.text(site.request(ROOT)), 401, "log-in-needed");
        isProblem(site.text(site.request(ROOT + "/in-force")), 401, "log-in-needed");
    }
}
