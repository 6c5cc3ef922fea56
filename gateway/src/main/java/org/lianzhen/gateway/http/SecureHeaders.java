package org.lianzhen.gateway.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/**
 * What answers tell browsers to be careful about. Every answer begins with what suits data; what is a page allows itself what it
 * needs, with {@link #ofPage}.
 */
public final class SecureHeaders {
    private static final String CONTENT_POLICY = "Content-Security-Policy";
    private static final String PERMISSIONS = "Permissions-Policy";
    /** A year, as browsers want it at least. Other names below ours belong to others. */
    private static final String ONLY_TLS = "max-age=31536000";

    private SecureHeaders() {}

    /** Nothing of ours is for the caches of others, for frames, or to be taken for another kind of content. */
    static void begin(RoutingContext request) {
        HttpServerResponse response = request.response();
        response.putHeader("Cache-Control", "no-store").putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY").putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader(CONTENT_POLICY, "default-src 'none'; frame-ancestors 'none'")
                .putHeader(PERMISSIONS,
                        "camera=(), microphone=(), display-capture=(), geolocation=(), usb=(), payment=()");
        if (request.request().isSSL() && !isThisMachine(request)) {
            response.putHeader("Strict-Transport-Security", ONLY_TLS);
        }
        request.next();
    }

    /**
     * What a page may do, in place of what data may.
     *
     * @param contentPolicy value of Content-Security-Policy (W3C CSP 3); should say {@code frame-ancestors 'none'}, too
     * @param permissions value of Permissions-Policy, such as {@code camera=(self)}
     */
    public static void ofPage(RoutingContext request, String contentPolicy, String permissions) {
        request.response().putHeader(CONTENT_POLICY, contentPolicy).putHeader(PERMISSIONS, permissions);
    }

    /** A browser that was told so of "localhost" would refuse the plain port there, and every other program's. */
    private static boolean isThisMachine(RoutingContext request) {
        HostAndPort asked = request.request().authority();
        String host = asked == null ? "" : asked.host().toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.endsWith(".localhost");
    }
}
