package org.lianzhen.gateway.app.remote;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.terminal.Printable;

/** A running gateway, asked over the web. What it refuses ends the command with its own words. */
final class Gateway implements AutoCloseable {
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    /** An examination of a node takes two minutes at most. */
    private static final Duration ANSWER = Duration.ofSeconds(150);
    private static final int LEAST_ERROR = 400;

    private final HttpClient client;
    private final URI root;
    private final Messages messages;
    private String token;
    private boolean loggedIn;

    /**
     * Where it is.
     *
     * @param trusted issuers of its certificate; null for those whom Java trusts
     */
    record Place(URI root, @Nullable SSLContext trusted) {}

    /** @param token of a session; empty when there is none yet */
    Gateway(Place place, String token, Messages messages) {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECTING);
        SSLContext trusted = place.trusted();
        this.client = trusted == null ? builder.build() : builder.sslContext(trusted).build();
        this.root = place.root();
        this.token = token;
        this.messages = messages;
    }

    /** An answer: an object, or a list of them, and the version it has. */
    record Answer(Object body, @Nullable String version) {
        JsonObject object() {
            return (JsonObject) body;
        }

        JsonArray array() {
            return (JsonArray) body;
        }
    }

    void logIn(String name, String password) throws CommandException {
        JsonObject session = send("POST", "/session", new JsonObject().put("username", name).put("password", password),
                null).object();
        token = session.getString("token");
        loggedIn = true;
    }

    Answer get(String path) throws CommandException {
        return send("GET", path, null, null);
    }

    Answer post(String path, JsonObject body) throws CommandException {
        return send("POST", path, body, null);
    }

    /** @param version of what is changed */
    Answer put(String path, JsonObject body, String version) throws CommandException {
        return send("PUT", path, body, version);
    }

    private Answer send(String method, String path, @Nullable JsonObject body, @Nullable String version)
            throws CommandException {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve("/api/v1" + path)).timeout(ANSWER)
                .header("Content-Type", "application/json").header("Accept", "application/json")
                .header("Accept-Language", messages.locale().toLanguageTag()).method(method,
                        body == null ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.encode()));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (version != null) {
            request.header("If-Match", version);
        }
        try {
            return answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new CommandException(messages.text("gateway.away", root, String.valueOf(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(messages.text("gateway.interrupted"));
        }
    }

    private Answer answer(HttpResponse<String> response) throws CommandException {
        if (response.statusCode() >= LEAST_ERROR) {
            throw new CommandException(problem(response));
        }
        String text = response.body();
        try {
            Object body = text.isEmpty() ? new JsonObject() : Json.decodeValue(text);
            return new Answer(body, response.headers().firstValue("ETag").orElse(null));
        } catch (DecodeException e) {
            throw new CommandException(messages.text("gateway.other", root));
        }
    }

    private String problem(HttpResponse<String> response) {
        try {
            JsonObject problem = new JsonObject(response.body());
            String code = problem.getString("code", "");
            String detail = Printable.of(problem.getString("detail", ""));
            return switch (code) {
                case "log-in-needed" -> messages.text("gateway.log-in-needed");
                case "wrong-credentials" -> messages.text("gateway.wrong-credentials");
                case "no-right" -> messages.text("gateway.no-right", detail);
                case "stale" -> messages.text("gateway.stale");
                default -> messages.text("gateway.refused", detail);
            };
        } catch (DecodeException e) {
            return messages.text("gateway.other", root);
        }
    }

    /** A part of a path, or a value of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Ends the session, if it is one of our own. */
    @Override
    public void close() throws CommandException {
        try {
            if (loggedIn) {
                send("DELETE", "/session", null, null);
            }
        } finally {
            client.close();
        }
    }
}
