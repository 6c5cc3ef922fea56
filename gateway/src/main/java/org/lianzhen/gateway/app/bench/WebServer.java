package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server under test that is asked over HTTP.
 *
 * @param studies address of its studies in DICOMweb
 * @param headers that it wants with each request
 */
record WebServer(ServerUnderTest server, String studies, Map<String, String> headers) implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** The whole product with the demonstration's county, logged in to an account of it. */
    static WebServer lianzhen(ServerUnderTest server, String account) throws IOException {
        String base = base(server);
        HttpRequest logIn = HttpRequest.newBuilder(URI.create(base + "/api/v1/session")).timeout(LIMIT)
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers
                        .ofString("{\"username\":\"" + account + "\",\"password\":\"demo\"}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            Matcher token = TOKEN.matcher(client.send(logIn, HttpResponse.BodyHandlers.ofString()).body());
            if (!token.find()) {
                throw new IOException("the log-in gave no token");
            }
            return new WebServer(server, base + "/dicom-web/studies", Map.of("Authorization",
                    "Bearer " + token.group(1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Orthanc with its DICOMweb plugin. */
    static WebServer orthanc(ServerUnderTest server) {
        return new WebServer(server, base(server) + "/dicom-web/studies", Map.of());
    }

    /** Where its addresses begin. */
    static String base(ServerUnderTest server) {
        return "http://" + server.address().getAddress().getHostAddress() + ":" + server.address().getPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
