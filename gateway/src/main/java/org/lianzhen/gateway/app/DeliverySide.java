package org.lianzhen.gateway.app;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import org.lianzhen.gateway.delivery.Courier;
import org.lianzhen.gateway.delivery.Deliveries;
import org.lianzhen.gateway.delivery.DeliveryPace;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.postgres.delivery.PostgresDeliveryLedger;
import org.lianzhen.gateway.postgres.route.PostgresRouteStore;
import org.lianzhen.gateway.route.RouteDirectory;

/**
 * What sends on.
 *
 * @param routes that say where things go
 * @param refreshing of the routes, which another process may have changed
 */
record DeliverySide(RouteDirectory routes, Deliveries deliveries, BackgroundWork refreshing) {
    private static final Duration REFRESH_PAUSE = Duration.ofSeconds(5);

    /** On what it stands. */
    record Base(Vertx vertx, Pool pool, MemberDirectory members) {}

    static DeliverySide start(Base base, Courier courier, Arrivals arrivals, DeliveryPace pace) {
        var routes = new RouteDirectory(new PostgresRouteStore(base.pool()), base.members());
        Deliveries deliveries = Deliveries.start(new PostgresDeliveryLedger(base.pool()), courier, routes::routing,
                pace);
        arrivals.hear(deliveries::arrived);
        return new DeliverySide(routes, deliveries, BackgroundWork.start(base.vertx(), new BackgroundWork.Kind(
                "loading the routes anew", () -> routes.load().thenApply(done -> 0), REFRESH_PAUSE)));
    }

    /** Begins nothing more, and waits no longer than this for what is under way. */
    void close(Duration limit) {
        refreshing.close();
        deliveries.close(limit);
    }
}
