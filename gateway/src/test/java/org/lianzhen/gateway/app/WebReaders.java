package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Radiologists in front of browsers: they log in, look for studies, open one, and log out. */
final class WebReaders implements AutoCloseable {
    private static final int AT_ONCE = 3;
    private static final int LOOKS = 40;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int UNAVAILABLE = 503;
    private static final List<
            String> QUESTIONS = List.of("studies?limit=50", "studies?PatientID=P1.2.840.90.1.0&includefield=all",
                    "studies?PatientName=wang*&fuzzymatching=true", "studies?ModalitiesInStudy=CT&offset=20&limit=20",
                    "series?limit=20");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Workers workers;
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final String web;

    /** @param port of the web server */
    WebReaders(Workers workers, int port) {
        this.workers = workers;
        this.web = "http://127.0.0.1:" + port;
    }

    void start() {
        for (int i = 0; i < AT_ONCE; i++) {
            var random = new Random(i);
            workers.start(() -> work(random));
        }
    }

    private void work(Random random) throws IOException, InterruptedException {
        HttpResponse<String> session = client.send(HttpRequest.newBuilder(URI.create(web + "/api/v1/session"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers
                        .ofString("{\"username\":\"ch1-radiologist\",\"password\":\"demo\"}"))
                .build(), BodyHandlers.ofString());
        assertThat(session.statusCode()).as(session.body()).isEqualTo(200);
        String token = new JsonObject(session.body()).getString("token");
        for (int i = 0; i < LOOKS && !workers.isStopped(); i++) {
            look(token, random);
            workers.pause(BETWEEN_LOOKS);
        }
        assertThat(ask(token, "/api/v1/session", "DELETE").statusCode()).isEqualTo(204);
    }

    private void look(String token, Random random) throws IOException, InterruptedException {
        var found = ask(token, "/dicom-web/" + QUESTIONS.get(random.nextInt(QUESTIONS.size())), "GET");
        if (found.statusCode() == 200) {
            JsonArray matches = new JsonArray(new String(found.body(), StandardCharsets.UTF_8));
            String study = matches.getJsonObject(random.nextInt(matches.size())).getJsonObject("0020000D")
                    .getJsonArray("Value").getString(0);
            count(ask(token, "/dicom-web/studies/" + study + (random.nextBoolean() ? "/metadata" : ""), "GET"));
        }
        count(found);
    }

    private void count(HttpResponse<byte[]> answer) {
        if (answer.statusCode() == UNAVAILABLE) {
            busy.incrementAndGet();
        } else {
            assertThat(answer.statusCode()).as(answer.uri().getPath()).isIn(200, 204);
            looks.incrementAndGet();
        }
    }

    private HttpResponse<byte[]> ask(String token, String path, String method)
            throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(web + path)).header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(30)).method(method, HttpRequest.BodyPublishers.noBody()).build(),
                BodyHandlers.ofByteArray());
    }

    /** Answers that told to try again. */
    int busy() {
        return busy.get();
    }

    int looks() {
        return looks.get();
    }

    @Override
    public void close() {
        client.close();
    }
}
