package org.lianzhen.gateway.access;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request with a signature, as far as that matters.
 *
 * @param input header Signature-Input
 * @param signature header Signature
 * @param target what was asked for
 * @param bodyDigest SHA-256 of the body in base64, or null when there is none
 */
public record SignedRequest(String input, String signature, Target target, @Nullable String bodyDigest,
        From from) {

    /**
     * What a request asks for.
     *
     * @param authority host and port, the port only when it is not the usual one, in small letters
     * @param query with its question mark; null when there is none
     * @param headers by name in small letters
     */
    public record Target(String method, String authority, String path, @Nullable String query,
            Map<String, String> headers) {
        public Target {
            headers = Map.copyOf(headers);
        }
    }

    /** Whether all is signed that decides what the request does. */
    boolean covers(List<String> components) {
        return components.containsAll(List.of("@method", "@authority", "@path"))
                && (target.query() == null || components.contains("@query"))
                && (bodyDigest == null || components.contains("content-digest"));
    }

    /** Whether the body is the one that Content-Digest (RFC 9530) speaks of. */
    boolean hasItsBody() {
        String digest = target.headers().get("content-digest");
        return bodyDigest == null ? digest == null : ("sha-256=:" + bodyDigest + ":").equals(digest);
    }

    /** The bytes that are signed (RFC 9421 section 2.5); empty when a component is not there. */
    Optional<byte[]> base(MessageSignature said) {
        StringBuilder base = new StringBuilder();
        for (String component : said.components()) {
            String value = value(component);
            if (value == null) {
                return Optional.empty();
            }
            base.append('"').append(component).append("\": ").append(value).append('\n');
        }
        base.append("\"@signature-params\": ").append(said.parameters());
        return Optional.of(base.toString().getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String value(String component) {
        return switch (component) {
            case "@method" -> target.method();
            case "@authority" -> target.authority();
            case "@path" -> target.path();
            case "@query" -> target.query() == null ? "?" : target.query();
            default -> component.startsWith("@") ? null : target.headers().get(component);
        };
    }
}
