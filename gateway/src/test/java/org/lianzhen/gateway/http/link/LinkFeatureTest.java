package org.lianzhen.gateway.http.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.KeptEvents;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.http.dicomweb.send.WebPeers;
import org.lianzhen.gateway.link.LinkCalls;
import org.lianzhen.gateway.link.LinkDoctor;
import org.lianzhen.gateway.link.LinkPace;
import org.lianzhen.gateway.link.TestNode;
import org.lianzhen.gateway.link.WebPeer;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

/** The doctor over the web, with a node of ours. */
@Timeout(60)
class LinkFeatureTest {
    private static final String ADMIN = TestSite.token(Role.SYS_ADMIN, "CH1");
    private static final LinkPace PACE = new LinkPace(Duration.ofSeconds(2), Duration.ofSeconds(20),
            Duration.ofSeconds(40), 2, 1);

    private final EventLoops loops = EventLoops.start(1);
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path folder;
    private final TestNode node = TestNode.storing(loops, Outcome.SUCCESS);
    private final KeptEvents events = new KeptEvents();
    private final Queue<String> news = new ConcurrentLinkedQueue<>();
    private final TestSite site = site(true);

    private Optional<WebPeer> web(String code) {
        var nothingOfTheWeb = new Address.Web(URI.create("http://127.0.0.1:" + node.target().port()), null, null);
        return code.equals("CITY")
                ? new WebPeers(vertx, folder).of(new Destination("CITY", "CH1", nothingOfTheWeb, 1))
                : Optional.empty();
    }

    private TestSite site(boolean local) {
        return TestSite.auditing(events,
                new LinkFeature(new LinkDoctor(loops, new LinkCalls("LIANZHEN", null), PACE),
                        new LinkFeature.Known(TestMembers.of("""
                                units: [{code: CH1, name: x, kind: OTHER}]
                                nodes:
                                  - {aeTitle: CH1PACS, unit: CH1, host: 127.0.0.1, port: %d}
                                  - {aeTitle: CH1CT, unit: CH1}
                                """.formatted(node.target().port())), this::web, local),
                        new LinkFeature.News((account, step) -> news.add(account + " " + step.encode()), () -> {})));
    }

    @AfterEach
    void close() {
        site.close();
        node.close();
        Await.result(loops.stop());
        Await.result(vertx.close().toCompletionStage());
    }

    private HttpResponse<String> post(String path, String body) {
        return site.send("POST", "/api/v1/links/" + path, ADMIN, body);
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo(code);
    }

    private static JsonObject report(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    @Test
    void aNodeOfAMemberIsExaminedByItsTitle() {
        JsonObject report = report(post("CH1PACS/examination", "{\"store\":true}"));
        assertThat(report.getString("aeTitle")).isEqualTo("CH1PACS");
        assertThat(report.getBoolean("sound")).isTrue();
        JsonArray steps = report.getJsonArray("steps");
        assertThat(steps).hasSize(10);
        JsonObject echo = steps.getJsonObject(5);
        assertThat(echo.getString("step")).isEqualTo("ECHO");
        assertThat(echo.getString("result")).isEqualTo("OK");
        assertThat(echo.getJsonObject("message").getString("zh-CN")).contains("C-ECHO", "毫秒");
        assertThat(echo.getJsonObject("message").getString("en")).contains("ms");
        assertThat(report.getJsonArray("classes").getJsonObject(0).getString("name")).contains("Secondary Capture");
        assertThat(report.getJsonObject("trace").getJsonArray("lines").getJsonObject(0).getString("direction"))
                .isEqualTo("SENT");
        assertThat(node.stored()).hasSize(1);
        AuditEvent event = events.last();
        assertThat(event.action()).isEqualTo(AuditAction.LINK_EXAMINE);
        assertThat(event.object()).isEqualTo("CH1PACS");
        assertThat(event.actor().role()).isEqualTo("SYS_ADMIN");
        assertThat(event.details()).isEqualTo(Map.of("host", "127.0.0.1", "port",
                String.valueOf(node.target().port()), "tls", "false", "store", "true", "megabytes", "0"));
    }

    private HttpResponse<String> get(String path) {
        return site.text(site.request("/api/v1/links" + path, ADMIN));
    }

    @Test
    void whoeverWatchesHearsOfEveryStep() {
        JsonObject report = report(post("CH1PACS/examination", "{\"watch\":\"w1\"}"));
        List<JsonObject> told = news.stream().map(one -> {
            assertThat(one).startsWith("test {");
            return new JsonObject(one.substring("test ".length()));
        }).toList();
        assertThat(told).allSatisfy(step -> assertThat(step.remove("watch")).isEqualTo("w1"));
        assertThat(new JsonArray(told)).isEqualTo(report.getJsonArray("steps"));
        isProblem(post("CH1PACS/examination", "{\"watch\":\"" + "w".repeat(65) + "\"}"), 422, "field");
    }

    @Test
    void theLastReportOfEachNodeOfAMemberIsKept() {
        isProblem(get("/CH1PACS/examination"), 404, "not-examined");
        assertThat(new JsonObject(get("").body()).getJsonArray("items")).isEmpty();
        JsonObject report = report(post("CH1PACS/examination", "{}"));
        assertThat(new JsonObject(get("/CH1PACS/examination").body())).isEqualTo(report.put("author", "test"));
        node.close();
        report(post("CH1PACS/examination", "{}"));
        JsonArray items = new JsonObject(get("").body()).getJsonArray("items");
        assertThat(items).hasSize(1);
        assertThat(items.getJsonObject(0).getBoolean("sound")).isFalse();
        assertThat(items.getJsonObject(0).getJsonObject("failed").getString("step")).isEqualTo("CONNECTION");
        assertThat(news).as("nobody watched").isEmpty();
        isProblem(site.text(site.request("/api/v1/links", TestSite.token(Role.OFFICE, "CH1"))), 403, "no-right");
    }

    @Test
    void aNodeThatIsNoMembersIsExaminedByItsAddress() {
        JsonObject report = report(post("examination", new JsonObject().put("aeTitle", "OTHER")
                .put("host", "127.0.0.1").put("port", node.target().port()).encode()));
        assertThat(report.getBoolean("sound")).isFalse();
        JsonObject step = report.getJsonArray("steps").getJsonObject(3);
        assertThat(step.getString("code")).isEqualTo("association.called-title");
        assertThat(step.getJsonObject("message").getString("zh-CN")).contains("OTHER");
        assertThat(node.stored()).isEmpty();
    }

    @Test
    void onlyMembersNodesAreExaminedOnAMachineThatOthersCall() {
        try (TestSite open = site(false)) {
            String body = new JsonObject().put("aeTitle", "CH1PACS").put("host", "127.0.0.1")
                    .put("port", node.target().port()).encode();
            JsonObject stranger = report(open.send("POST", "/api/v1/links/examination", ADMIN, body));
            assertThat(stranger.getJsonArray("steps").getJsonObject(0).getString("code")).isEqualTo("lookup.loopback");
            JsonObject member = report(open.send("POST", "/api/v1/links/CH1PACS/examination", ADMIN, "{}"));
            assertThat(member.getBoolean("sound")).isTrue();
        }
    }

    @Test
    void aWebServiceIsExaminedByTheCodeOfItsDestination() {
        JsonObject report = report(post("destinations/CITY/examination", "{\"store\":true}"));
        assertThat(report.getString("aeTitle")).isEqualTo("CITY");
        assertThat(report.getJsonArray("steps").stream().map(step -> ((JsonObject) step).getString("step")))
                .containsExactly("LOOKUP", "CONNECTION", "TLS", "CREDENTIALS", "STORE", "QUERY", "CLEAN_UP");
        assertThat(report.getJsonArray("steps").getJsonObject(3).getString("code")).isEqualTo("web.lost");
        assertThat(events.last().object()).isEqualTo("CITY");
        assertThat(events.last().details()).containsEntry("store", "true").containsEntry("tls", "false");
    }

    @Test
    void whatCannotBeCalledIsNotExamined() {
        isProblem(post("destinations/NONE/examination", "{}"), 404, "no-service");
        isProblem(post("NOBODY/examination", "{}"), 404, "no-node");
        isProblem(post("CH1CT/examination", "{}"), 409, "not-listening");
        assertThat(events.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"aeTitle\":\"X\",\"host\":\"h\"}", "{\"aeTitle\":\"X\",\"port\":104}",
            "{\"aeTitle\":\"X\",\"host\":\"h\",\"port\":0}", "{\"aeTitle\":\"X\",\"host\":\"h\",\"port\":70000}",
            "{\"aeTitle\":\"A\\\\B\",\"host\":\"h\",\"port\":104}",
            "{\"aeTitle\":\"X\",\"host\":\"h\",\"port\":104,\"tls\":\"yes\"}",
            "{\"aeTitle\":\"X\",\"host\":\"h\",\"port\":104,\"throughputMegabytes\":1}",
            "{\"aeTitle\":\"X\",\"host\":\"h\",\"port\":104,\"store\":true,\"throughputMegabytes\":65}" })
    void whatMakesNoSenseIsRefused(String body) {
        isProblem(post("examination", body), 422, "field");
        assertThat(events.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "SYS_ADMIN", mode = EnumSource.Mode.EXCLUDE)
    void isForAdministratorsOfNodes(Role role) {
        HttpResponse<String> answer = site.send("POST", "/api/v1/links/CH1PACS/examination",
                TestSite.token(role, "CH1"), "{}");
        isProblem(answer, 403, "no-right");
        assertThat(events.all()).singleElement().satisfies(event -> assertThat(event.object())
                .isEqualTo("EXAMINE_LINKS"));
    }

    @Test
    void nothingIsCalledThatIsNotOnRecord() {
        events.breakDown(true);
        isProblem(post("CH1PACS/examination", "{\"store\":true}"), 503, "unavailable");
        assertThat(node.stored()).isEmpty();
    }

    @Test
    void asManyAsMayBeAreExaminedAtOnce() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            String body = new JsonObject().put("aeTitle", "X").put("host", "127.0.0.1")
                    .put("port", mute.getLocalPort()).encode();
            var first = CompletableFuture.supplyAsync(() -> post("examination", body));
            Await.until("the first one is on record", () -> !events.all().isEmpty());
            isProblem(post("examination", body), 503, "unavailable");
            assertThat(report(first.join()).getBoolean("sound")).isFalse();
            assertThat(events.all()).extracting(AuditEvent::outcome).as("what was busy did not succeed")
                    .contains(AuditEvent.Outcome.FAILED).filteredOn(AuditEvent.Outcome.SUCCESS::equals).hasSize(1);
        }
    }
}
