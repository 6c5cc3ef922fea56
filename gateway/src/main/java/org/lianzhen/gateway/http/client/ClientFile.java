package org.lianzhen.gateway.http.client;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One file of the client, with the forms that the build has compressed it to. Its bytes never change. */
final class ClientFile {
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "js",
            "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "json", "application/json", "svg",
            "image/svg+xml", "wasm", "application/wasm", "png", "image/png", "woff2", "font/woff2", "txt",
            "text/plain; charset=utf-8");
    private static final int TAG_DIGITS = 32;

    private final String path;
    private final Buffer plain;
    private final @Nullable Buffer brotli;
    private final @Nullable Buffer gzip;
    private final String tag;

    /** @param path without a slash before it, such as {@code assets/index-5f.js} */
    ClientFile(String path, Buffer plain, @Nullable Buffer brotli, @Nullable Buffer gzip) {
        this.path = path;
        this.plain = plain;
        this.brotli = brotli;
        this.gzip = gzip;
        this.tag = digest(plain);
    }

    static ClientFile page(String html) {
        return new ClientFile("index.html", Buffer.buffer(html.getBytes(StandardCharsets.UTF_8)), null, null);
    }

    private static String digest(Buffer bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes());
            return HexFormat.of().formatHex(hash).substring(0, TAG_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether its name holds a hash of its content, so that it may be kept for ever. */
    boolean isImmutable() {
        return path.startsWith("assets/");
    }

    String contentType() {
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }

    /** Strong, and another one for every encoding (RFC 9110 section 8.8.3.3). */
    String tag(Encoding encoding) {
        return "\"" + tag + encoding.suffix() + "\"";
    }

    /** The smallest form that a client takes. */
    Encoding best(Encoding.Taken taken) {
        if (brotli != null && taken.brotli()) {
            return Encoding.BROTLI;
        }
        return gzip != null && taken.gzip() ? Encoding.GZIP : Encoding.NONE;
    }

    Buffer bytes(Encoding encoding) {
        Buffer wanted = switch (encoding) {
            case BROTLI -> brotli;
            case GZIP -> gzip;
            case NONE -> plain;
        };
        return wanted == null ? plain : wanted;
    }
}
