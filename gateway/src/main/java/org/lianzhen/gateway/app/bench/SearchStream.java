package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * Searches one after the other over one connection.
 *
 * @param studies address of the studies of a server, such as {@code http://127.0.0.1:8080/dicom-web/studies}
 * @param headers of each request
 * @param held studies that the server holds
 */
record SearchStream(HttpClient client, String studies, Map<String, String> headers, SearchKind kind, long held)
        implements Load.Stream {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    static Load.Source of(WebServer server, SearchKind kind, long held) {
        return index -> new SearchStream(HttpClient.newHttpClient(), server.studies(), server.headers(), kind, held);
    }

    @Override
    public void perform(long number) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(studies + "?" + kind.query(number, held)))
                .timeout(LIMIT).header("Accept", "application/dicom+json");
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 || answer.body().length() < 10) {
                throw new IOException(request.build().uri() + " was answered with " + answer.statusCode());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public long bytesPerOperation() {
        return 0;
    }

    @Override
    public void close() {
        client.close();
    }
}
