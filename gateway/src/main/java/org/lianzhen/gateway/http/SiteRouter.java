package org.lianzhen.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** The routes of everything that is served. */
final class SiteRouter {
    private static final int[] FAILURES_OF_ROUTING = { 400, 404, 405, 406, 415 };

    private SiteRouter() {}

    static Router of(Vertx vertx, HttpFront.Site site) {
        Router router = Router.router(vertx);
        var failure = new FailureAnswer(new AllowedMethods(router));
        for (int status : FAILURES_OF_ROUTING) {
            router.errorHandler(status, failure);
        }
        router.route().handler(SiteRouter::headers).handler(request -> {
            Requests.put(request, site.audit());
            request.next();
        }).handler(new Authentication(site.sessions()))
                .failureHandler(failure);
        site.features().forEach(feature -> feature.mount(router));
        return router;
    }

    /** Nothing of ours is for the caches of others, for frames, or to be taken for another kind of content. */
    private static void headers(RoutingContext request) {
        String id = UUID.randomUUID().toString();
        Requests.putId(request, id);
        HttpServerResponse response = request.response();
        response.putHeader("X-Request-Id", id).putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY").putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        request.next();
    }
}
