package org.lianzhen.gateway.http.dicomweb.send;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.route.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How web services are called: whom of them we trust, and who we are to them. Blocks on files. */
final class WebServices {
    private static final Logger LOG = LoggerFactory.getLogger(WebServices.class);
    private static final int CONNECTIONS = 8;
    private static final int KEPT_OPEN_SECONDS = 45;
    private static final int SHUT_WITHIN_MINUTES = 10;

    private final Vertx vertx;
    private final Path folder;
    private final Duration connecting;
    private final Map<String, Trusting> clients = new HashMap<>();

    /** A client that trusts the issuers of a file as it was then. */
    private record Trusting(HttpClient client, FileTime asOf) {}

    /** @param folder of the files that addresses name */
    WebServices(Vertx vertx, Path folder, Duration connecting) {
        this.vertx = vertx;
        this.folder = folder;
        this.connecting = connecting;
    }

    /**
     * Shared by all that trust the same issuers.
     *
     * @throws IOException when the file of these is not to be had
     */
    synchronized HttpClient client(Address.Web web) throws IOException {
        String issuers = web.issuers();
        String key = issuers == null ? "" : issuers;
        FileTime now = issuers == null ? FileTime.fromMillis(0) : Files.getLastModifiedTime(folder.resolve(issuers));
        Trusting held = clients.get(key);
        if (held != null && held.asOf().equals(now)) {
            return held.client();
        }
        if (held != null) {
            held.client().shutdown(SHUT_WITHIN_MINUTES, TimeUnit.MINUTES);
        }
        HttpClient client = open(issuers);
        clients.put(key, new Trusting(client, now));
        return client;
    }

    private HttpClient open(@Nullable String issuers) {
        var options = new HttpClientOptions().setConnectTimeout((int) connecting.toMillis())
                .setKeepAliveTimeout(KEPT_OPEN_SECONDS).setVerifyHost(true);
        if (issuers != null) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(folder.resolve(issuers).toString()));
        }
        return vertx.httpClientBuilder().with(options).with(new PoolOptions().setHttp1MaxSize(CONNECTIONS))
                .withConnectHandler(connection -> connection.exceptionHandler(WebServices::overhear)).build();
    }

    /** That a connection broke is told as the answer of whatever was under way on it. */
    private static void overhear(Throwable fault) {
        LOG.debug("A connection with a web service broke: {}", String.valueOf(fault.getMessage()));
    }

    /** Begins a request whose faults are heard of by its answer. */
    static Future<HttpClientRequest> begin(HttpClient client, RequestOptions options) {
        return client.request(options).map(request -> request.exceptionHandler(WebServices::overhear));
    }

    /** Of all studies there (PS3.18 section 10.1.1). */
    static String studies(Address.Web web) {
        String root = web.root().toString();
        return (root.endsWith("/") ? root : root + "/") + "studies";
    }

    /**
     * A small request, with our credentials, and its answer.
     *
     * @throws IOException when there is none within the limit
     */
    StowResponse call(Address.Web web, HttpMethod method, String uri, Duration limit)
            throws IOException, InterruptedException {
        var options = new RequestOptions().setMethod(method).setAbsoluteURI(uri)
                .setConnectTimeout(connecting.toMillis())
                .putHeader(HttpHeaders.ACCEPT.toString(), "application/dicom+json");
        String authorization = authorization(web);
        if (authorization != null) {
            options.putHeader(HttpHeaders.AUTHORIZATION.toString(), authorization);
        }
        return StowExchange.await(begin(client(web), options)
                .compose(request -> request.send().compose(answer -> StowExchange.read(answer, request))), limit);
    }

    /** The file of issuers; null for those whom Java trusts. */
    @Nullable
    Path issuers(Address.Web web) {
        String issuers = web.issuers();
        return issuers == null ? null : folder.resolve(issuers);
    }

    /**
     * The Authorization header; null when it needs none.
     *
     * @throws IOException as {@link CredentialsFile#authorization}
     */
    @Nullable
    String authorization(Address.Web web) throws IOException {
        String name = web.credentials();
        return name == null ? null : new CredentialsFile(folder.resolve(name)).authorization(web.root());
    }
}
