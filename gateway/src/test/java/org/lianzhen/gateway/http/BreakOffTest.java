package org.lianzhen.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.app.tls.TestTls;

/** Answers that fail in their middle, over both versions of HTTP. */
@Timeout(60)
class BreakOffTest {
    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<HttpServerResponse> waiting = new CompletableFuture<>();
    private final Set<Object> connections = ConcurrentHashMap.newKeySet();
    private HttpFront front;
    private HttpClient client;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        KeyFiles keys = KeyFiles.make(folder, "EC");
        var options = new HttpFront.Options(InetAddress.getLoopbackAddress(), null,
                new HttpFront.Tls(0, TestTls.web(keys)));
        front = Await.result(HttpFront.start(vertx, options, new HttpFront.Site(List.of(this::mount),
                (token, source, active) -> CompletableFuture.completedFuture(Optional.empty()), new KeptEvents())));
        client = HttpClient.newBuilder().sslContext(keys.trusting()).build();
    }

    @AfterEach
    void stop() {
        client.close();
        Await.result(front.stop());
        Await.result(vertx.close().toCompletionStage());
    }

    private void mount(Router router) {
        router.route().handler(request -> {
            connections.add(request.request().connection());
            request.next();
        });
        router.get("/waits").handler(request -> {
            request.response().setChunked(true).write("first");
            waiting.complete(request.response());
        });
        router.get("/breaks").handler(request -> {
            request.response().setChunked(true).write(Buffer.buffer(new byte[100_000]));
            request.vertx().runOnContext(now -> request.fail(new IOException("broken")));
        });
    }

    private CompletableFuture<HttpResponse<InputStream>> get(String path, HttpClient.Version version) {
        return client.sendAsync(HttpRequest.newBuilder(URI.create("https://localhost:" + front.tlsPort() + path))
                .version(version).timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static CompletableFuture<byte[]> body(HttpResponse<InputStream> answer) {
        return CompletableFuture.supplyAsync(() -> {
            try (InputStream in = answer.body()) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void aStreamEndsAndItsNeighboursGoOn() {
        HttpResponse<InputStream> other = get("/waits", HttpClient.Version.HTTP_2).join();
        HttpServerResponse waits = waiting.join();
        HttpResponse<InputStream> broken = get("/breaks", HttpClient.Version.HTTP_2).join();
        assertThat(broken.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(body(broken)).failsWithin(Duration.ofSeconds(20));
        waits.end(" last");
        assertThat(body(other)).succeedsWithin(Duration.ofSeconds(20))
                .satisfies(bytes -> assertThat(new String(bytes, java.nio.charset.StandardCharsets.UTF_8))
                        .isEqualTo("first last"));
        assertThat(connections).as("both on one").hasSize(1);
    }

    @Test
    void aConnectionOfItsOwnEnds() {
        HttpResponse<InputStream> broken = get("/breaks", HttpClient.Version.HTTP_1_1).join();
        assertThat(broken.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(body(broken)).failsWithin(Duration.ofSeconds(20));
    }
}
