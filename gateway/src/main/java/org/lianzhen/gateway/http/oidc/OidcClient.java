package org.lianzhen.gateway.http.oidc;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.AccessUnavailableException;
import org.lianzhen.gateway.access.IdentityProvider;
import org.lianzhen.gateway.access.IdentityRefusedException;
import org.lianzhen.gateway.access.OidcProvider;

/** Talks to a provider of identities on virtual threads: discovery, the token endpoint, and keys. */
public final class OidcClient implements IdentityProvider, AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final int LARGEST = 128 * 1024;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER).build();
    private final AtomicReference<@Nullable Found> found = new AtomicReference<>();

    /** A provider as it describes itself. */
    private record Found(OidcProvider provider, URI authorization, URI token, IdTokens tokens, long until) {}

    @Override
    public CompletionStage<Void> look(OidcProvider provider) {
        return aside(() -> discovered(provider)).thenApply(known -> null);
    }

    @Override
    public CompletionStage<String> authorization(OidcProvider provider, Asked asked) {
        return aside(() -> {
            String address = discovered(provider).authorization().toString();
            return address + (address.contains("?") ? "&" : "?") + form(Map.of("response_type", "code", "scope",
                    "openid profile", "client_id", provider.clientId(), "redirect_uri", asked.redirect(), "state",
                    asked.state(), "nonce", asked.nonce(), "code_challenge", asked.challenge(),
                    "code_challenge_method", "S256")) + (asked.anew() ? "&prompt=login&max_age=0" : "");
        });
    }

    @Override
    public CompletionStage<Identity> redeem(OidcProvider provider, Answered answered) {
        return aside(() -> {
            Found known = discovered(provider);
            String basic = Base64.getEncoder().encodeToString(
                    (encoded(provider.clientId()) + ":" + encoded(provider.secret())).getBytes(StandardCharsets.UTF_8));
            HttpRequest.Builder request = HttpRequest.newBuilder(known.token())
                    .header("Authorization", "Basic " + basic)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form(Map.of("grant_type", "authorization_code", "code",
                            answered.code(), "redirect_uri", answered.redirect(), "code_verifier",
                            answered.verifier()))));
            HttpResponse<String> answer = send(request);
            if (answer.statusCode() >= 400 && answer.statusCode() < 500) {
                throw new IdentityRefusedException("the provider refused the code", new IOException(
                        String.valueOf(answer.statusCode())));
            }
            String token = json(answer).getString("id_token");
            if (token == null) {
                throw new IdentityRefusedException("the provider gave no ID token", new IOException("no id_token"));
            }
            return known.tokens().identity(token, answered.nonce());
        });
    }

    private static <T> CompletionStage<T> aside(Callable<T> work) {
        var done = new CompletableFuture<T>();
        Thread.ofVirtual().name("oidc").start(() -> {
            try {
                done.complete(work.call());
            } catch (IdentityRefusedException | AccessUnavailableException e) {
                done.completeExceptionally(e);
            } catch (Exception e) {
                done.completeExceptionally(
                        new AccessUnavailableException("the provider of identities did not answer as it should", e));
            }
        });
        return done;
    }

    private Found discovered(OidcProvider provider) throws IOException, InterruptedException {
        Found known = found.get();
        if (known != null && known.provider().equals(provider) && known.until() - System.nanoTime() > 0) {
            return known;
        }
        JsonObject told = json(send(HttpRequest.newBuilder(
                URI.create(provider.issuer().replaceAll("/$", "") + "/.well-known/openid-configuration"))));
        if (!provider.issuer().equals(told.getString("issuer"))) {
            throw new IOException("the provider calls itself " + told.getString("issuer"));
        }
        var fresh = new Found(provider, address(told, "authorization_endpoint"), address(told, "token_endpoint"),
                known != null && known.provider().equals(provider) ? known.tokens()
                        : new IdTokens(provider, address(told, "jwks_uri").toURL()),
                System.nanoTime() + FRESH.toNanos());
        found.set(fresh);
        return fresh;
    }

    private static URI address(JsonObject told, String name) throws IOException {
        String text = told.getString(name);
        if (text == null || !OidcAddresses.isSafe(text)) {
            throw new IOException("the provider tells no safe " + name);
        }
        return URI.create(text);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(LIMIT).header("Accept", "application/json").build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LARGEST));
    }

    private static JsonObject json(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        try {
            return new JsonObject(answer.body());
        } catch (DecodeException e) {
            throw new IOException("no JSON", e);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream().map(field -> field.getKey() + "=" + encoded(field.getValue())).sorted()
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
