package org.lianzhen.gateway.access;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** A program that signs its requests as RFC 9421 says; every part of a signature can be made wrong. */
public final class RequestSigner {
    private final String keyId;
    private final Key key;
    private Instant created = Instant.now();
    private String nonce = UUID.randomUUID().toString();
    private List<String> left = List.of();

    /** What makes a signature of bytes. */
    @FunctionalInterface
    public interface Key {
        byte[] sign(byte[] signed) throws GeneralSecurityException;
    }

    public RequestSigner(String keyId, Key key) {
        this.keyId = keyId;
        this.key = key;
    }

    public RequestSigner at(Instant time) {
        created = time;
        return this;
    }

    public RequestSigner nonce(String text) {
        nonce = text;
        return this;
    }

    /** Does not sign these components. */
    public RequestSigner without(String... components) {
        left = List.of(components);
        return this;
    }

    /** @param body empty for none */
    public HttpRequest.Builder sign(String method, URI uri, String body) throws GeneralSecurityException {
        List<String> components = new ArrayList<>(List.of("@method", "@authority", "@path"));
        if (uri.getRawQuery() != null) {
            components.add("@query");
        }
        String digest = "sha-256=:" + Base64.getEncoder().encodeToString(
                MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8))) + ":";
        if (!body.isEmpty()) {
            components.add("content-digest");
        }
        components.removeAll(left);
        String parameters = "(" + String.join(" ", components.stream().map(one -> '"' + one + '"').toList())
                + ");created=" + created.getEpochSecond() + ";keyid=\"" + keyId + "\";nonce=\"" + nonce + "\"";
        StringBuilder base = new StringBuilder();
        for (String component : components) {
            base.append('"').append(component).append("\": ").append(switch (component) {
                case "@method" -> method;
                case "@authority" -> uri.getHost() + ":" + uri.getPort();
                case "@path" -> uri.getRawPath();
                case "@query" -> "?" + uri.getRawQuery();
                default -> digest;
            }).append('\n');
        }
        base.append("\"@signature-params\": ").append(parameters);
        String signature = Base64.getEncoder()
                .encodeToString(key.sign(base.toString().getBytes(StandardCharsets.UTF_8)));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Signature-Input", "sig1=" + parameters)
                .header("Signature", "sig1=:" + signature + ":");
        return body.isEmpty() ? request.method(method, HttpRequest.BodyPublishers.noBody())
                : request.header("Content-Type", "application/json").header("Content-Digest", digest).method(method,
                        HttpRequest.BodyPublishers.ofString(body));
    }
}
