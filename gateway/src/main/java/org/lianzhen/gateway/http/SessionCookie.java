package org.lianzhen.gateway.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The cookie that keeps a page logged in. */
public final class SessionCookie {
    private static final String PLAIN = "lianzhen-session";
    /** Of this name browsers take a cookie over TLS from the very host only: no other server can plant one (RFC 6265bis 4.1.3). */
    private static final String SECURE = "__Host-" + PLAIN;
    static final String CSRF_HEADER = "X-CSRF-Token";

    private SessionCookie() {}

    /** Gives it to the client, which shows it only to us and never to scripts. */
    public static void give(RoutingContext request, String token) {
        request.response().addCookie(cookie(request, token));
    }

    /** Nobody shall log a browser of others in, to watch what they do there. */
    public static void refuseOtherSites(RoutingContext request) {
        String site = request.request().getHeader("Sec-Fetch-Site");
        if ("cross-site".equals(site) || "same-site".equals(site)) {
            throw new ProblemException(Problem.forbidden("csrf", "Log in from a page of ours."));
        }
    }

    /** The token that the client shows with it, or null. The one of the plain port counts for nothing over TLS. */
    public static @Nullable String shown(RoutingContext request) {
        Cookie cookie = request.request().getCookie(name(request));
        return cookie == null ? null : cookie.getValue();
    }

    private static String name(RoutingContext request) {
        return request.request().isSSL() ? SECURE : PLAIN;
    }

    /** Takes it away. */
    public static void take(RoutingContext request) {
        request.response().addCookie(cookie(request, "").setMaxAge(0));
    }

    private static Cookie cookie(RoutingContext request, String value) {
        return Cookie.cookie(name(request), value).setPath("/").setHttpOnly(true).setSameSite(CookieSameSite.STRICT)
                .setSecure(request.request().isSSL());
    }
}
