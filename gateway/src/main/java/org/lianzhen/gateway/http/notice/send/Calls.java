package org.lianzhen.gateway.http.notice.send;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.lianzhen.gateway.notify.ChannelFiles;

/** Calls programs, each time with a connection of its own: there are few calls, and files of certificates may have changed. */
final class Calls {
    private static final int MOST_READ = 16 * 1024;
    private static final Duration CONNECTING = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final ChannelFiles files;
    private final Duration deadline;

    Calls(Vertx vertx, ChannelFiles files, Duration deadline) {
        this.vertx = vertx;
        this.files = files;
        this.deadline = deadline;
    }

    /** @return failed when there is no whole answer within the deadline */
    Future<Call.Answer> make(Call call) {
        var options = new HttpClientOptions().setConnectTimeout((int) CONNECTING.toMillis()).setVerifyHost(true);
        Path issuers = files.path(call.issuers());
        if (issuers != null) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(issuers.toString()));
        }
        HttpClient client = vertx.createHttpClient(options);
        var request = new RequestOptions().setMethod(HttpMethod.valueOf(call.method())).setAbsoluteURI(call.url());
        call.headers().forEach(request::putHeader);
        return client.request(request).compose(opened -> send(opened, call.body()))
                .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .eventually(() -> client.close());
    }

    private static Future<Call.Answer> send(HttpClientRequest request, String body) {
        return (body.isEmpty() ? request.send() : request.send(Buffer.buffer(body))).compose(Calls::read);
    }

    /** Whoever answers without end has answered. */
    private static Future<Call.Answer> read(HttpClientResponse response) {
        Promise<Call.Answer> whole = Promise.promise();
        Buffer read = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.handler(piece -> {
            read.appendBuffer(piece, 0, Math.min(piece.length(), MOST_READ - read.length()));
            if (read.length() >= MOST_READ) {
                whole.tryComplete(answer(response, read));
            }
        });
        response.endHandler(end -> whole.tryComplete(answer(response, read)));
        return whole.future();
    }

    private static Call.Answer answer(HttpClientResponse response, Buffer read) {
        return new Call.Answer(response.statusCode(), read.toString(StandardCharsets.UTF_8));
    }
}
