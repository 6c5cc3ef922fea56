package org.lianzhen.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.From;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.access.Sessions;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.http.contract.ContractCheck;

/**
 * A web server of its own with given features, and a client that holds every answer against their contract. A token is the name of a role and a unit, such as
 * {@code TECHNOLOGIST@TS1}.
 */
public final class TestSite implements AutoCloseable {
    public static final String CSRF = "csrf-of-test";
    private static final long LIMIT_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpFront front;
    private final @Nullable ContractCheck contract;

    private TestSite(HttpFront.Site site, @Nullable ContractCheck contract) {
        this.contract = contract;
        front = await(HttpFront.start(vertx, new HttpFront.Options(InetAddress.getLoopbackAddress(), 0, null), site)
                .toCompletableFuture());
    }

    public static TestSite of(Feature... features) {
        return auditing(new KeptEvents(), features);
    }

    /** One that writes into {@code audit}. */
    public static TestSite auditing(AuditLog audit, Feature... features) {
        return with(TestSite::session, audit, features);
    }

    /** One with sessions of its own. */
    public static TestSite with(Sessions sessions, AuditLog audit, Feature... features) {
        return new TestSite(new HttpFront.Site(List.of(features), sessions, audit),
                new ContractCheck(List.of(features)));
    }

    /** One that serves what is given. */
    public static TestSite serving(HttpFront.Site site) {
        return new TestSite(site, new ContractCheck(site.features()));
    }

    /** For features of a test alone. */
    static TestSite withoutContract(AuditLog audit, Feature... features) {
        return new TestSite(new HttpFront.Site(List.of(features), TestSite::session, audit), null);
    }

    public static String token(Role role, String unit) {
        return role + "@" + unit;
    }

    private static CompletableFuture<Optional<Sessions.Session>> session(String token, From from,
            boolean active) {
        int at = token.indexOf('@');
        if (at < 0) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var caller = new Caller("test", token.substring(at + 1), Set.of(Role.valueOf(token.substring(0, at))),
                from.source(), from.request(), Set.of());
        return CompletableFuture
                .completedFuture(Optional.of(new Sessions.Session(caller, CSRF, new UUID(0, 0),
                        Sessions.Standing.ready("Test"))));
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + front.port() + path);
    }

    public int port() {
        return front.port();
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path));
    }

    public HttpRequest.Builder request(String path, String token) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    public HttpResponse<String> text(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<byte[]> bytes(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            HttpResponse<T> answer = client.send(request.build(), body);
            if (contract != null) {
                contract.check(answer);
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends JSON. */
    public HttpResponse<String> send(String method, String path, String token, String json) {
        return text(request(path, token).header("Content-Type", "application/json").method(method,
                HttpRequest.BodyPublishers.ofString(json)));
    }

    public static Map<String, Object> json(HttpResponse<String> response) {
        return new JsonObject(response.body()).getMap();
    }

    @Override
    public void close() {
        await(front.stop().toCompletableFuture());
        client.close();
        await(vertx.close().toCompletionStage().toCompletableFuture());
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).exceptionally(fault -> {
            throw fault instanceof CompletionException known ? known : new CompletionException(fault);
        }).join();
    }
}
