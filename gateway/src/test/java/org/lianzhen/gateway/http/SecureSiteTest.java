package org.lianzhen.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.From;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.access.Sessions;
import org.lianzhen.gateway.app.tls.TestTls;

/** What browsers are told, and which cookies count, with TLS and without. */
@Timeout(60)
class SecureSiteTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static HttpFront front;
    private static HttpClient client;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        var own = TestTls.OwnWeb.of(folder, "localhost", "127.0.0.1");
        front = Await.result(HttpFront.start(VERTX,
                new HttpFront.Options(InetAddress.getLoopbackAddress(), 0, new HttpFront.Tls(0, own.keys())),
                new HttpFront.Site(List.of(SecureSiteTest::mount), SecureSiteTest::session, new KeptEvents())));
        client = HttpClient.newBuilder().sslContext(own.trusting()).build();
    }

    @AfterAll
    static void stop() {
        client.close();
        Await.result(front.stop());
        Await.result(VERTX.close().toCompletionStage());
    }

    private static void mount(Router router) {
        router.get("/data").handler(Guard.of(Operation.SEARCH_STUDIES)).handler(Answers::empty);
        router.get("/login").handler(request -> {
            SessionCookie.give(request, "t0ken");
            Answers.empty(request);
        });
        router.get("/page").handler(request -> {
            SecureHeaders.ofPage(request, "default-src 'self'; frame-ancestors 'none'", "camera=(self)");
            request.response().end("page");
        });
    }

    private static CompletableFuture<Optional<Sessions.Session>> session(String token, From from,
            boolean active) {
        var caller = new Caller("test", "CH1", Set.of(Role.RADIOLOGIST), from.source());
        return CompletableFuture.completedFuture(token.equals("t0ken")
                ? Optional.of(new Sessions.Session(caller, "csrf", new UUID(0, 0),
                        Sessions.Standing.ready("Test")))
                : Optional.empty());
    }

    private static HttpResponse<String> get(String base, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Await.result(client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    private static String secure(String host) {
        return "https://" + host + ":" + front.tlsPort();
    }

    private static String plain() {
        return "http://127.0.0.1:" + front.port();
    }

    @Test
    void everyAnswerTellsBrowsersToBeCareful() {
        for (String base : List.of(plain(), secure("127.0.0.1"))) {
            for (String path : List.of("/data", "/login", "/nowhere")) {
                HttpHeaders headers = get(base, path).headers();
                assertThat(headers.firstValue("Content-Security-Policy"))
                        .contains("default-src 'none'; frame-ancestors 'none'");
                assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
                assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
                assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
                assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
                assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
                assertThat(headers.firstValue("Permissions-Policy").orElseThrow()).contains("camera=()",
                        "microphone=()", "geolocation=()");
            }
        }
    }

    @Test
    void browsersComeBackOverTlsOnlyButFromThisMachine() {
        assertThat(get(secure("127.0.0.1"), "/nowhere").headers().firstValue("Strict-Transport-Security"))
                .contains("max-age=31536000");
        assertThat(get(secure("localhost"), "/nowhere").headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(get(plain(), "/nowhere").headers().firstValue("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void aPageAllowsItselfWhatItNeeds() {
        HttpHeaders headers = get(secure("127.0.0.1"), "/page").headers();

        assertThat(headers.allValues("Content-Security-Policy"))
                .containsExactly("default-src 'self'; frame-ancestors 'none'");
        assertThat(headers.allValues("Permissions-Policy")).containsExactly("camera=(self)");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void theCookieIsOfThisHostAlone() {
        assertThat(get(secure("127.0.0.1"), "/login").headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("__Host-lianzhen-session=t0ken;").contains("Path=/", "Secure", "HTTPOnly",
                        "SameSite=Strict")
                .doesNotContain("Domain");
        assertThat(get(plain(), "/login").headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("lianzhen-session=t0ken;").contains("HTTPOnly", "SameSite=Strict")
                .doesNotContain("Secure");
    }

    @Test
    void overTlsOnlyTheCookieCountsThatNobodyElseCanPlant() {
        String host = "__Host-lianzhen-session=t0ken";
        String plain = "lianzhen-session=t0ken";

        assertThat(get(secure("127.0.0.1"), "/data", "Cookie", host).statusCode()).isEqualTo(204);
        assertThat(get(secure("127.0.0.1"), "/data", "Cookie", plain).statusCode()).isEqualTo(401);
        assertThat(get(plain(), "/data", "Cookie", plain).statusCode()).isEqualTo(204);
        assertThat(get(plain(), "/data", "Cookie", host).statusCode()).isEqualTo(401);
    }
}
