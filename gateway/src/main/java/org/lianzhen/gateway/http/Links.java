package org.lianzhen.gateway.http;

import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of what we serve, as clients can use them.
 *
 * @param publicUrl how clients reach us; null when they use the address that they asked
 */
public record Links(@Nullable String publicUrl) {

    /** What every address begins with, such as {@code https://lianzhen.example}, for the client of a request. */
    public String base(RoutingContext request) {
        if (publicUrl != null) {
            return publicUrl;
        }
        HostAndPort asked = request.request().authority();
        String scheme = request.request().isSSL() ? "https://" : "http://";
        return scheme + (asked == null ? "localhost" : asked.toString());
    }
}
