package org.lianzhen.gateway.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The cookie that keeps a page logged in. */
public final class SessionCookie {
    static final String NAME = "lianzhen-session";
    static final String CSRF_HEADER = "X-CSRF-Token";

    private SessionCookie() {}

    /** The token that the client shows with it, or null. */
    public static @Nullable String shown(RoutingContext request) {
        Cookie cookie = request.request().getCookie(NAME);
        return cookie == null ? null : cookie.getValue();
    }

    /** Gives it to the client, which shows it only to us and never to scripts. */
    public static void give(RoutingContext request, String token) {
        request.response().addCookie(cookie(request, token));
    }

    /** Takes it away. */
    public static void take(RoutingContext request) {
        request.response().addCookie(cookie(request, "").setMaxAge(0));
    }

    private static Cookie cookie(RoutingContext request, String value) {
        return Cookie.cookie(NAME, value).setPath("/").setHttpOnly(true).setSameSite(CookieSameSite.STRICT)
                .setSecure(request.request().isSSL());
    }
}
