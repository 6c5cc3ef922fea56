package org.lianzhen.gateway.http;

import io.vertx.core.Vertx;
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
        router.route().handler(SecureHeaders::begin).handler(SiteRouter::number).handler(request -> {
            Requests.put(request, site.audit());
            request.next();
        }).handler(new Authentication(site.sessions())).handler(SignedRequests::readBody)
                .handler(new SignedRequests(site.programs()))
                .failureHandler(failure);
        site.features().forEach(feature -> feature.mount(router));
        return router;
    }

    /** Lines of the log and events of the audit log name the request by it. */
    private static void number(RoutingContext request) {
        String id = UUID.randomUUID().toString();
        Requests.putId(request, id);
        request.response().putHeader("X-Request-Id", id);
        request.next();
    }
}
