package org.lianzhen.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditUnavailableException;
import org.lianzhen.gateway.link.LinkPace;

class HttpFrontTest {
    private static final String RADIOLOGIST = TestSite.token(Role.RADIOLOGIST, "CH1");
    private static final KeptEvents AUDIT = new KeptEvents();
    private static TestSite site;

    /** One route for each thing that may happen. */
    private static final Feature THINGS = new Feature() {
        @Override
        public void mount(Router router) {
            router.get("/things").handler(Guard.of(Operation.SEARCH_STUDIES))
                    .handler(request -> Answers.json(request, new JsonObject().put("unit",
                            Requests.caller(request).unit()).put("source", Requests.caller(request).source())));
            router.post("/things").handler(Guard.of(Operation.SEARCH_STUDIES)).handler(Bodies.handler(1000))
                    .handler(request -> Answers.json(request, 201, new JsonObject().put("got",
                            Bodies.text(Bodies.json(request), "name", 10))));
            router.put("/things/:thing/parts/:part").handler(Answers::empty);
            router.get("/nodes").handler(Guard.of(Operation.EDIT_NODES)).handler(Answers::empty);
            router.get("/view").handler(Guard.of(Operation.VIEW_STUDIES)).handler(request -> Answers.audited(request,
                    AuditEvent.success(Requests.caller(request).actor(Operation.VIEW_STUDIES), AuditAction.STUDY_VIEW,
                            "1.2.3"),
                    () -> Answers.empty(request)));
            router.get("/away").handler(request -> Answers.when(request,
                    CompletableFuture.failedStage(new IndexUnavailableException("away",
                            IndexUnavailableException.Rows.LOST, new IOException())),
                    done -> Answers.empty(request)));
            router.get("/unrecorded").handler(request -> Answers.when(request,
                    CompletableFuture.failedStage(new AuditUnavailableException("full", null)),
                    done -> Answers.empty(request)));
            router.get("/broken").handler(request -> {
                throw new IllegalStateException("secret");
            });
        }
    };

    @BeforeAll
    static void start() {
        site = TestSite.withoutContract(AUDIT, THINGS);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void knowsItsCallers() {
        HttpResponse<String> answer = site.text(site.request("/things", RADIOLOGIST));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(TestSite.json(answer)).containsEntry("unit", "CH1").containsEntry("source", "127.0.0.1");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void asksStrangersToLogIn() {
        HttpResponse<String> answer = site.text(site.request("/things"));
        isProblem(answer, 401, "log-in-needed");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        isProblem(site.text(site.request("/things", "no such token")), 401, "log-in-needed");
    }

    @Test
    void refusesWhatNoRoleAllows() {
        isProblem(site.text(site.request("/nodes", RADIOLOGIST)), 403, "no-right");
        assertThat(site.text(site.request("/nodes", TestSite.token(Role.SYS_ADMIN, "CH1"))).statusCode())
                .isEqualTo(204);
    }

    @Test
    void writesDownWhomItRefuses() {
        site.text(site.request("/nodes", RADIOLOGIST));
        assertThat(AUDIT.last()).isEqualTo(AuditEvent.refused(new AuditEvent.Actor("test", "", "CH1", "127.0.0.1"),
                AuditAction.ACCESS_REFUSE, "EDIT_NODES"));
    }

    @Test
    void showsNothingThatIsNotWrittenDown() {
        assertThat(site.text(site.request("/view", RADIOLOGIST)).statusCode()).isEqualTo(204);
        assertThat(AUDIT.last().action()).isEqualTo(AuditAction.STUDY_VIEW);
        AUDIT.breakDown(true);
        try {
            isProblem(site.text(site.request("/view", RADIOLOGIST)), 503, "unavailable");
            isProblem(site.text(site.request("/nodes", RADIOLOGIST)), 503, "unavailable");
        } finally {
            AUDIT.breakDown(false);
        }
    }

    @Test
    void takesChangesOfAPageOnlyWithItsSecret() {
        assertThat(site.text(cookie("GET")).statusCode()).isEqualTo(200);
        isProblem(site.text(cookie("POST")), 403, "csrf");
        isProblem(site.text(cookie("POST").header("X-CSRF-Token", "guess")), 403, "csrf");
        assertThat(site.text(cookie("POST").header("X-CSRF-Token", TestSite.CSRF)).statusCode()).isEqualTo(201);
    }

    private static HttpRequest.Builder cookie(String method) {
        return site.request("/things").header("Cookie", "lianzhen-session=" + RADIOLOGIST)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString("{\"name\":\"x\"}"));
    }

    @Test
    void saysWhatIsWrongWithABody() {
        isProblem(site.send("POST", "/things", RADIOLOGIST, "{"), 400, "no-json");
        isProblem(site.send("POST", "/things", RADIOLOGIST, "[]"), 400, "no-json");
        isProblem(site.send("POST", "/things", RADIOLOGIST, ""), 400, "no-json");
        isProblem(site.send("POST", "/things", RADIOLOGIST, "{\"name\":\"far too long\"}"), 422, "field");
        isProblem(site.send("POST", "/things", RADIOLOGIST, "{\"name\":5}"), 422, "field");
        isProblem(site.send("POST", "/things", RADIOLOGIST, "{\"name\":\"" + "x".repeat(2000) + "\"}"), 413,
                "too-large");
        isProblem(site.text(site.request("/things", RADIOLOGIST).header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))), 415, "media-type");
    }

    @Test
    void answersInTheStandardsForm() {
        isProblem(site.text(site.request("/nowhere")), 404, "no-such-resource");
        isProblem(site.text(site.request("/things", RADIOLOGIST).DELETE()), 405, "method");
        HttpResponse<String> away = site.text(site.request("/away"));
        isProblem(away, 503, "unavailable");
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
        HttpResponse<String> unrecorded = site.text(site.request("/unrecorded"));
        isProblem(unrecorded, 503, "unavailable");
        assertThat(unrecorded.body()).contains("recorded");
        HttpResponse<String> broken = site.text(site.request("/broken"));
        isProblem(broken, 500, "failed");
        assertThat(broken.body()).doesNotContain("secret");
    }

    @Test
    void saysWhichMethodsThereAre() {
        assertThat(allowed("/things")).contains("GET, POST");
        assertThat(allowed("/things/")).contains("GET, POST");
        assertThat(allowed("/things/5/parts/6")).contains("PUT");
    }

    private static Optional<String> allowed(String path) {
        HttpResponse<String> answer = site.text(site.request(path, RADIOLOGIST).DELETE());
        isProblem(answer, 405, "method");
        return answer.headers().firstValue("Allow");
    }

    @Test
    void asksForABodyOnlyWhenItIsWanted() throws IOException {
        assertThat(statusLine("POST /things", "Authorization: Bearer " + RADIOLOGIST + "\r\n")).contains(" 100 ");
        assertThat(statusLine("POST /things", "")).contains(" 401 ");
    }

    @Test
    void asksForABodyOnce() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(("POST /things HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nConnection: "
                    + "close\r\nAuthorization: Bearer " + RADIOLOGIST
                    + "\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n{\"name\":\"x\"}")
                    .getBytes(StandardCharsets.US_ASCII));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(all.split("HTTP/1.1 100", -1)).as(all).hasSize(2);
            assertThat(all).contains("HTTP/1.1 201");
        }
    }

    private static String statusLine(String what, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write((what + " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n" + headers
                    + "Content-Type: application/json\r\nContent-Length: 12\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(TestSite.json(answer)).containsEntry("code", code).containsEntry("status", status)
                .containsKeys("type", "title", "detail");
    }

    @Test
    void anExaminationEndsBeforeItsConnectionCountsAsIdle() {
        assertThat(LinkPace.STANDARD.total().plus(LinkPace.STANDARD.step()))
                .isLessThan(Duration.ofSeconds(LoopServer.IDLE_SECONDS));
    }
}
