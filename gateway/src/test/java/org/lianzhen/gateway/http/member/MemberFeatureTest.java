package org.lianzhen.gateway.http.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.http.contract.ContractCheck;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.TestMembers;

class MemberFeatureTest {
    private static final String ROOT = "/api/v1/members";
    private static final String ADMIN = TestSite.token(Role.SYS_ADMIN, "CH1");
    private static final String OFFICE = TestSite.token(Role.OFFICE, "CH1");
    private static final String COUNTY = """
            # the county
            units: [{code: TS1, name: 卫生院, kind: TOWNSHIP_HEALTH_CENTRE}, {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}]
            nodes: [{aeTitle: TS1PACS, unit: TS1, port: 104, host: 10.0.0.1}, {aeTitle: CT 1, unit: TS1}]
            agreements: [{owner: TS1, reader: CH1}]
            """;

    private final List<AuditEvent> audited = new CopyOnWriteArrayList<>();
    private final MemberDirectory members = TestMembers.of(COUNTY);
    private final MemberFeature feature = new MemberFeature(members, this::audit);
    private final ContractCheck contract = new ContractCheck(List.of(feature));
    private boolean auditFails;
    private TestSite site;

    @BeforeEach
    void start() {
        site = TestSite.of(feature);
    }

    private CompletionStage<Void> audit(AuditEvent event) {
        audited.add(event);
        return auditFails
                ? CompletableFuture.failedStage(new IllegalStateException("no audit"))
                : CompletableFuture.completedStage(null);
    }

    private HttpResponse<String> text(HttpRequest.Builder request) {
        HttpResponse<String> answer = site.text(request);
        contract.check(answer);
        return answer;
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private HttpResponse<String> get(String path) {
        return text(site.request(ROOT + path, ADMIN));
    }

    private HttpResponse<String> send(String method, String path, String token, String ifMatch, String body) {
        return text(site.request(ROOT + path, token).header("If-Match", ifMatch)
                .header("Content-Type", "application/json").method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> putYaml(String token, String ifMatch, String document) {
        return text(site.request(ROOT, token).header("If-Match", ifMatch)
                .header("Content-Type", "application/yaml; charset=utf-8")
                .PUT(HttpRequest.BodyPublishers.ofString(document)));
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo(code);
    }

    @Test
    void showsTheWholeDocumentAsJsonAndAsYaml() {
        HttpResponse<String> json = get("");
        assertThat(json.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(new JsonObject(json.body()).getJsonArray("units").getJsonObject(0)).isEqualTo(
                new JsonObject().put("code", "TS1").put("name", "卫生院").put("kind", "TOWNSHIP_HEALTH_CENTRE"));
        HttpResponse<String> yaml = text(site.request(ROOT, ADMIN).header("Accept", "application/yaml"));
        assertThat(yaml.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(yaml.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(yaml.body()).as("with its comments").isEqualTo(COUNTY);
    }

    @Test
    void showsSectionsAndItems() {
        assertThat(new JsonArray(get("/nodes").body()).size()).isEqualTo(2);
        assertThat(new JsonObject(get("/nodes/CT%201").body()).getString("unit")).isEqualTo("TS1");
        assertThat(new JsonObject(get("/agreements/TS1-CH1").body()).getString("owner")).isEqualTo("TS1");
        isProblem(get("/nodes/NOBODY"), 404, "no-such-member");
        isProblem(get("/colours"), 404, "no-such-section");
    }

    @Test
    void makesChangesAndRemovesItems() {
        HttpResponse<String> made = send("PUT", "/nodes/CH1CT", ADMIN, "\"1\"",
                "{\"unit\":\"CH1\",\"licences\":[\"store\"],\"host\":null}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(made.headers().firstValue("ETag")).contains("\"2\"");
        assertThat(new JsonObject(made.body())).isEqualTo(new JsonObject().put("aeTitle", "CH1CT").put("unit", "CH1")
                .put("licences", new JsonArray().add("STORE")));
        assertThat(members.members().node("CH1CT")).isPresent();
        assertThat(send("DELETE", "/nodes/CH1CT", ADMIN, "\"2\"", "").statusCode()).isEqualTo(204);
        assertThat(members.members().node("CH1CT")).isEmpty();
        isProblem(send("DELETE", "/nodes/CH1CT", ADMIN, "\"3\"", ""), 404, "no-such-member");
        assertThat(audited).map(AuditEvent::object).containsExactly("members/2", "members/3");
        assertThat(audited.getFirst()).satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.MEMBER_CHANGE);
            assertThat(event.actor().role()).isEqualTo("SYS_ADMIN");
            assertThat(event.details()).isEqualTo(Map.of("changes", "ADDED nodes/CH1CT"));
        });
    }

    @Test
    void takesAWholeDocumentInBulk() {
        String more = COUNTY + "titles: [{aeTitle: LZEMERG, urgency: EMERGENCY}]\n";
        HttpResponse<String> put = putYaml(ADMIN, "\"1\"", more);
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        assertThat(members.version().document()).isEqualTo(more);
        JsonObject json = new JsonObject(get("").body());
        json.getJsonArray("titles").clear();
        assertThat(send("PUT", "", ADMIN, "\"2\"", json.encode()).statusCode()).isEqualTo(200);
        assertThat(members.members().title("LZEMERG")).isEmpty();
    }

    @Test
    void refusesChangesOfAnOldVersion() {
        send("DELETE", "/nodes/CT%201", ADMIN, "\"1\"", "");
        isProblem(send("DELETE", "/nodes/TS1PACS", ADMIN, "\"1\"", ""), 412, "stale");
        isProblem(putYaml(ADMIN, "\"1\"", "units: []"), 412, "stale");
        isProblem(site.send("PUT", ROOT + "/nodes/X", ADMIN, "{}"), 428, "if-match");
        isProblem(send("PUT", "/nodes/X", ADMIN, "*", "{}"), 428, "if-match");
        assertThat(members.version().number()).isEqualTo(2);
        assertThat(audited).hasSize(1);
    }

    @Test
    void saysEverythingThatIsWrong() {
        HttpResponse<String> answer = send("PUT", "/nodes/X", ADMIN, "\"1\"", "{\"unit\":\"TS9\",\"port\":70000}");
        isProblem(answer, 422, "members");
        assertThat(answer.body()).contains("unit names no unit: TS9", "port must be a TCP port");
        isProblem(putYaml(ADMIN, "\"1\"", "units: {a"), 422, "members");
        isProblem(send("DELETE", "/units/TS1", OFFICE, "\"1\"", ""), 422, "members");
        assertThat(audited).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "nodes/X, '{\"unit\":\"TS1\"}', SYS_ADMIN, OFFICE",
            "titles/X, '{\"urgency\":\"URGENT\"}', SYS_ADMIN, OFFICE",
            "units/TS2, '{\"name\":\"x\",\"kind\":\"OTHER\"}', OFFICE, SYS_ADMIN",
            "consortia/XX1, '{\"name\":\"x\"}', OFFICE, SYS_ADMIN",
            "centres/C, '{\"name\":\"x\",\"service\":\"ECG\",\"owner\":\"CH1\"}', OFFICE, SYS_ADMIN",
            "agreements/A, '{\"owner\":\"CH1\",\"reader\":\"TS1\"}', OFFICE, SYS_ADMIN" })
    void asksForTheRightToWhatIsChanged(String path, String body, Role allowed, Role other) {
        isProblem(send("PUT", "/" + path, TestSite.token(other, "CH1"), "\"1\"", body), 403, "no-right");
        assertThat(audited).map(AuditEvent::outcome).containsExactly(AuditEvent.Outcome.REFUSED);
        assertThat(members.version().number()).isEqualTo(1);
        HttpResponse<String> answer = send("PUT", "/" + path, TestSite.token(allowed, "CH1"), "\"1\"", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void aDocumentMayOnlyChangeWhatItsSenderMay() {
        isProblem(putYaml(OFFICE, "\"1\"", COUNTY.replace("port: 104", "port: 105")), 403, "no-right");
        assertThat(putYaml(OFFICE, "\"1\"", COUNTY.replace("县医院", "人民医院")).statusCode()).isEqualTo(200);
        isProblem(text(site.request(ROOT, TestSite.token(Role.RADIOLOGIST, "CH1"))), 403, "no-right");
        isProblem(text(site.request(ROOT)), 401, "log-in-needed");
    }

    @Test
    void keepsEveryVersionAndPutsOneInForceAgain() {
        send("PUT", "/nodes/TS1PACS", ADMIN, "\"1\"", "{\"unit\":\"TS1\",\"port\":105,\"host\":\"10.0.0.1\"}");
        JsonArray versions = new JsonArray(get("/versions").body());
        assertThat(versions.size()).isEqualTo(2);
        assertThat(versions.getJsonObject(0).getMap()).containsEntry("number", 2).containsEntry("author", "test")
                .containsEntry("madeAt", "2026-06-30T00:00:00Z");
        assertThat(new JsonArray(get("/versions?before=2&limit=5").body()).size()).isEqualTo(1);
        JsonArray changes = new JsonObject(get("/versions/2/changes").body()).getJsonArray("changes");
        assertThat(changes).isEqualTo(new JsonArray().add(new JsonObject().put("section", "nodes")
                .put("identifier", "TS1PACS").put("kind", "CHANGED").put("fields", new JsonArray().add(
                        new JsonObject().put("field", "port").put("before", 104).put("after", 105)))));
        isProblem(send("POST", "/versions/1/restore", OFFICE, "\"2\"", ""), 403, "no-right");
        assertThat(send("POST", "/versions/1/restore", ADMIN, "\"2\"", "").headers().firstValue("ETag"))
                .contains("\"3\"");
        assertThat(members.version().document()).isEqualTo(COUNTY);
        assertThat(new JsonObject(get("/versions/3/changes?since=1").body()).getJsonArray("changes").isEmpty())
                .isTrue();
        assertThat(get("/versions/2").body()).contains("105");
        isProblem(get("/versions/9"), 404, "no-such-version");
        isProblem(get("/versions/9/changes"), 404, "no-such-version");
        isProblem(send("POST", "/versions/9/restore", ADMIN, "\"3\"", ""), 404, "no-such-version");
        isProblem(get("/versions/x"), 400, "number");
    }

    @Test
    void tellsWhatTheFirstVersionBrought() {
        JsonObject first = new JsonObject(get("/versions/1/changes").body());
        assertThat(first.getInteger("since")).isZero();
        assertThat(first.getJsonArray("changes").size()).isEqualTo(5);
    }

    @Test
    void changesNothingThatCannotBeAudited() {
        auditFails = true;
        assertThat(send("DELETE", "/nodes/CT%201", ADMIN, "\"1\"", "").statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(members.version().number()).isEqualTo(1);
    }

    @Test
    void startsFromNothing() {
        MemberDirectory nobody = new MemberDirectory(new TestMembers(), TestMembers::isCharset);
        try (TestSite fresh = TestSite.of(new MemberFeature(nobody, event -> CompletableFuture.completedStage(null)))) {
            assertThat(fresh.text(fresh.request(ROOT, OFFICE)).headers().firstValue("ETag")).contains("\"0\"");
            HttpResponse<String> made = fresh.text(fresh.request(ROOT, OFFICE).header("If-Match", "\"0\"")
                    .header("Content-Type", "text/yaml")
                    .PUT(HttpRequest.BodyPublishers.ofString("units: [{code: TS1, name: x, kind: OTHER}]")));
            assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
            assertThat(nobody.members()).extracting(Members::nodeCount).isEqualTo(0);
            assertThat(nobody.members().unit("TS1")).isPresent();
        }
    }
}
