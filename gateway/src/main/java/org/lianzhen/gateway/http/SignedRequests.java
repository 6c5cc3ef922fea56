package org.lianzhen.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Sessions;
import org.lianzhen.gateway.access.SignedRequest;
import org.lianzhen.gateway.access.SignedSenders;

/** Finds out which program has signed a request (RFC 9421). Who signs a request says so with it alone, and with no token. */
final class SignedRequests implements Handler<RoutingContext> {
    private static final String INPUT = "Signature-Input";
    private static final Handler<RoutingContext> BODY = Bodies.handler();
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final SignedSenders programs;

    SignedRequests(SignedSenders programs) {
        this.programs = programs;
    }

    /** The whole body is looked at before anybody believes a part of it. */
    static void readBody(RoutingContext request) {
        if (isSigned(request) && hasBody(request.request())) {
            BODY.handle(request);
        } else {
            request.next();
        }
    }

    private static boolean isSigned(RoutingContext request) {
        return request.request().headers().contains(INPUT) && Requests.sessionOrNull(request) == null;
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }

    @Override
    public void handle(RoutingContext request) {
        if (!isSigned(request)) {
            request.next();
            return;
        }
        request.request().pause();
        Answers.when(request, programs.find(signed(request)), found -> {
            Sessions.Session session = found
                    .orElseThrow(() -> new ProblemException(Problem.wrongSignature(), Guard.CHALLENGE));
            Requests.put(request, session, "");
            request.request().resume();
            request.next();
        });
    }

    private static SignedRequest signed(RoutingContext request) {
        HttpServerRequest http = request.request();
        Map<String, String> headers = new HashMap<>();
        for (String name : http.headers().names()) {
            headers.put(name.toLowerCase(Locale.ROOT),
                    String.join(", ", http.headers().getAll(name).stream().map(String::strip).toList()));
        }
        String query = http.query();
        var target = new SignedRequest.Target(http.method().name(), authority(http),
                Objects.requireNonNullElse(http.path(), "/"),
                query == null ? null : "?" + query, headers);
        return new SignedRequest(headers.getOrDefault("signature-input", ""), headers.getOrDefault("signature", ""),
                target, digest(request.body() == null ? null : request.body().buffer()), Requests.from(request));
    }

    private static String authority(HttpServerRequest http) {
        HostAndPort at = http.authority();
        if (at == null) {
            return "";
        }
        int usual = http.isSSL() ? HTTPS : HTTP;
        String host = at.host().toLowerCase(Locale.ROOT);
        return at.port() <= 0 || at.port() == usual ? host : host + ":" + at.port();
    }

    private static @Nullable String digest(@Nullable Buffer body) {
        if (body == null || body.length() == 0) {
            return null;
        }
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(body.getBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
