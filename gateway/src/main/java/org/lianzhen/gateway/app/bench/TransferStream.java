package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Images in or out, one after the other over one connection.
 *
 * @param first number of the first instance
 * @param held instances that there are, over which requests go round; when they go in, those that are to come
 */
record TransferStream(HttpClient client, WebServer server, WebTransfer transfer, SampleImage image, long first,
        long held)
        implements Load.Stream {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    static Load.Source of(WebServer server, WebTransfer transfer, SampleImage image, Range range) {
        return index -> new TransferStream(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), server, transfer, image,
                range.first(), range.count());
    }

    /** Which instances: so many, from this number on. */
    record Range(long first, long count) {}

    @Override
    public void perform(long number) throws IOException {
        HttpRequest.Builder request = transfer.request(server.studies(), image, first + number % held).timeout(LIMIT);
        server.headers().forEach(request::header);
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            boolean cut = transfer != WebTransfer.STOW && answer.body().length < image.pixelBytes();
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
        return image.pixelBytes();
    }

    @Override
    public void close() {
        client.close();
    }
}
