package org.lianzhen.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
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
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.app.tls.TestTls;

/** Answers that fail in their middle. */
@Timeout(60)
class BreakOffTest {
    private final Vertx vertx = Vertx.vertx();
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
        router.get("/breaks").handler(request -> {
            request.response().setChunked(true).write(Buffer.buffer(new byte[100_000]));
            request.vertx().runOnContext(now -> request.fail(new IOException("broken")));
        });
    }

    private CompletableFuture<HttpResponse<InputStream>> get(String path) {
        return client.sendAsync(HttpRequest.newBuilder(URI.create("https://localhost:" + front.tlsPort() + path))
                .timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofInputStream());
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
    void aConnectionOfItsOwnEnds() {
        HttpResponse<InputStream> broken = get("/breaks").join();
        assertThat(body(broken)).failsWithin(Duration.ofSeconds(20));
    }
}
