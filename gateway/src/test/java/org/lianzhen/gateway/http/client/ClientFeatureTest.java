package org.lianzhen.gateway.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.http.TestSite;

/** The client as browsers get it. */
class ClientFeatureTest {
    private static final String PAGE = "<!doctype html><title>test</title>";
    private static final byte[] GZIP = gzip("let a = 1;");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static TestSite site;

    @BeforeAll
    static void start() {
        site = TestSite.of(new ClientFeature(ClientFiles.of("b1", Map.of("index.html", ClientFile.page(PAGE),
                "assets/a-5f.js", new ClientFile("assets/a-5f.js", Buffer.buffer("let a = 1;"), Buffer.buffer("brotli"),
                        Buffer.buffer(GZIP)),
                "assets/codec-7c.wasm", new ClientFile("assets/codec-7c.wasm", Buffer.buffer("\0asm"), null, null),
                "icon.svg", new ClientFile("icon.svg", Buffer.buffer("<svg/>"), null, null)))));
    }

    @AfterAll
    static void stop() {
        site.close();
        CLIENT.close();
    }

    private static byte[] gzip(String text) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static HttpResponse<String> page(String path) {
        return text(site.request(path).header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
    }

    /** Files have no place in the contract, so its client cannot be used for them. */
    private static HttpResponse<String> text(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        return CLIENT.sendAsync(request.build(), body).orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void theContractTellsOfThePage() {
        assertThat(site.text(site.request("/")).statusCode()).isEqualTo(200);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/me", "/deliveries/1.2.840.1/", "/read/1.2.840.1", "/admin/system", "/apis",
            "/no/such/page" })
    void everyAddressOfAPageIsTheOnePage(String path) {
        HttpResponse<String> answer = page(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(PAGE);
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(answer, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(answer.headers().allValues("Content-Security-Policy")).containsExactly(ClientFeature.PAGE_POLICY);
        assertThat(ClientFeature.PAGE_POLICY).contains("default-src 'self'", "style-src 'self';", "object-src 'none'")
                .doesNotContain("unsafe-inline", "'unsafe-eval'");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/api/v1/nothing", "/api", "/dicom-web/x", "/assets/gone-1a.js", "/assets", "/health/x",
            "/metrics/x", "/cds-services/x", "/missing.txt" })
    void whatIsNoPageIsNotFoundEvenForBrowsers(String path) {
        assertThat(page(path).statusCode()).isEqualTo(404);
    }

    @Test
    void programsAreToldThatNothingIsThere() {
        assertThat(text(site.request("/no/such/page").header("Accept", "application/json")).statusCode())
                .isEqualTo(404);
        assertThat(text(site.request("/no/such/page").header("Accept", "text/html")
                .POST(HttpRequest.BodyPublishers.noBody())).statusCode()).isEqualTo(404);
    }

    @Test
    void filesWithAHashInTheirNameMayBeKeptForEver() {
        HttpResponse<String> answer = text(site.request("/assets/a-5f.js"));
        assertThat(answer.body()).isEqualTo("let a = 1;");
        assertThat(answer.headers().allValues("Content-Security-Policy")).as("a worker is bound by its script's")
                .containsExactly(ClientFeature.PAGE_POLICY);
        assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(answer, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(header(answer, "Content-Encoding")).isEmpty();
        assertThat(header(answer, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(text(site.request("/icon.svg")), "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void whatWasCompressedByTheBuildIsHandedOutAsItIs() throws IOException {
        HttpResponse<byte[]> gzip = send(site.request("/assets/a-5f.js").header("Accept-Encoding", "gzip"),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(header(gzip, "Content-Encoding")).isEqualTo("gzip");
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("let a = 1;");
        }
        HttpResponse<
                String> brotli = text(site.request("/assets/a-5f.js").header("Accept-Encoding", "gzip, deflate, br"));
        assertThat(header(brotli, "Content-Encoding")).isEqualTo("br");
        assertThat(brotli.body()).isEqualTo("brotli");
        assertThat(header(brotli, "ETag")).isNotEqualTo(header(gzip, "ETag"));
    }

    @Test
    void modulesOfWasmHaveTheirType() {
        HttpResponse<String> answer = text(site.request("/assets/codec-7c.wasm").header("Accept-Encoding", "br"));
        assertThat(header(answer, "Content-Type")).isEqualTo("application/wasm");
        assertThat(header(answer, "Content-Encoding")).isEmpty();
    }

    @Test
    void whoHasThePageIsNotSentItAgain() {
        String tag = header(page("/"), "ETag");
        HttpResponse<String> again = text(site.request("/").header("If-None-Match", "\"old\", W/" + tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "ETag")).isEqualTo(tag);
        assertThat(text(site.request("/").header("If-None-Match", "\"old\"")).statusCode()).isEqualTo(200);
    }

    @Test
    void headSaysWhatGetWould() {
        HttpResponse<String> answer = text(site.request("/").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Length")).isEqualTo(String.valueOf(PAGE.length()));
        assertThat(answer.body()).isEmpty();
    }
}
