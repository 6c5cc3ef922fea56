package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Images in or out, one request after the other over one connection.
 *
 * @param range images that there are, over which requests go round; when they go in, those that are to come
 */
record TransferStream(HttpClient client, WebServer server, WebTransfer transfer, WebImages images, Range range)
        implements Load.Stream {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    static Load.Source of(WebServer server, WebTransfer transfer, WebImages images, Range range) {
        return index -> new TransferStream(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), server, transfer, images, range);
    }

    /** Which instances: so many, from this number on. */
    record Range(long first, long count) {}

    private int perRequest() {
        return transfer.isOfSeries() ? images.perSeries() : 1;
    }

    @Override
    public void perform(long number) throws IOException {
        long image = range.first() + number * perRequest() % range.count();
        HttpRequest.Builder request = transfer.request(server.studies(), images, image).timeout(LIMIT);
        server.headers().forEach(request::header);
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            boolean cut = !transfer.isStore() && answer.body().length < bytesPerOperation();
            if (answer.statusCode() != 200 || cut) {
                throw new IOException(transfer + " was answered with " + answer.statusCode() + " and "
                        + answer.body().length + " bytes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public long bytesPerOperation() {
        return (long) images.image().pixelBytes() * perRequest();
    }

    @Override
    public void close() {
        client.close();
    }
}
