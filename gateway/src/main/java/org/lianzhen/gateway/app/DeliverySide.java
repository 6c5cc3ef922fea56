package org.lianzhen.gateway.app;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.lianzhen.gateway.archive.KeptInstances;
import org.lianzhen.gateway.archive.receipt.StudyReceipts;
import org.lianzhen.gateway.delivery.Courier;
import org.lianzhen.gateway.delivery.Couriers;
import org.lianzhen.gateway.delivery.Deliveries;
import org.lianzhen.gateway.delivery.DeliveryPace;
import org.lianzhen.gateway.delivery.proof.ProofPace;
import org.lianzhen.gateway.delivery.proof.Proofs;
import org.lianzhen.gateway.delivery.proof.Prover;
import org.lianzhen.gateway.delivery.proof.Provers;
import org.lianzhen.gateway.http.dicomweb.send.QidoProver;
import org.lianzhen.gateway.http.dicomweb.send.StowCourier;
import org.lianzhen.gateway.http.dicomweb.send.StowPace;
import org.lianzhen.gateway.http.dicomweb.send.WebPeers;
import org.lianzhen.gateway.postgres.archive.PostgresStudyReceipts;
import org.lianzhen.gateway.postgres.delivery.PostgresDeliveryLedger;
import org.lianzhen.gateway.postgres.delivery.PostgresProofLedger;
import org.lianzhen.gateway.route.RouteDirectory;

/**
 * What sends on.
 *
 * @param routes that say where things go
 * @param upkeep of the routes, which another process may have changed, and of what is known of studies
 */
record DeliverySide(RouteDirectory routes, Deliveries deliveries, Proofs proofs, List<BackgroundWork> upkeep) {
    private static final Duration REFRESH_PAUSE = Duration.ofSeconds(5);
    private static final Duration SETTLE_PAUSE = Duration.ofSeconds(1);
    private static final int SETTLED_AT_ONCE = 256;

    /** On what it stands. */
    record Base(Vertx vertx, Pool pool, RouteDirectory routes) {}

    /** What speaks with destinations. */
    record Peers(Courier courier, Prover prover) {}

    /** How fast it goes. */
    record Pace(DeliveryPace delivery, ProofPace proof) {
        static final Pace STANDARD = new Pace(DeliveryPace.STANDARD, ProofPace.STANDARD);
    }

    static DeliverySide start(Base base, Peers peers, Arrivals arrivals, Pace pace) {
        RouteDirectory routes = base.routes();
        Deliveries deliveries = Deliveries.start(new PostgresDeliveryLedger(base.pool()), peers.courier(),
                routes::routing, pace.delivery());
        arrivals.hear(deliveries::arrived);
        Proofs proofs = Proofs.start(new PostgresProofLedger(base.pool()), peers.prover(), routes::routing,
                pace.proof());
        return new DeliverySide(routes, deliveries, proofs, List.of(
                BackgroundWork.start(base.vertx(),
                        new BackgroundWork.Kind("loading the routes anew",
                                () -> routes.load().thenApply(done -> 0), REFRESH_PAUSE)),
                settling(base)));
    }

    /** Studies of which nothing new comes are whole. */
    private static BackgroundWork settling(Base base) {
        StudyReceipts receipts = new PostgresStudyReceipts(base.pool());
        return BackgroundWork.start(base.vertx(), new BackgroundWork.Kind("finding studies that are whole",
                () -> base.routes().routing().map(routing -> receipts.settle(routing.routes().quiet(), SETTLED_AT_ONCE))
                        .orElseGet(() -> CompletableFuture.completedStage(0)),
                SETTLE_PAUSE));
    }

    /**
     * Everything that brings instances to destinations.
     *
     * @param nodes calls DICOM nodes
     * @param data folder, in which one holds what web services ask for
     */
    static Courier couriers(Courier nodes, Vertx vertx, Path data, KeptInstances kept) {
        return new Couriers(nodes, new StowCourier(vertx, data.resolve("destinations"), kept, StowPace.STANDARD));
    }

    /** Everything that asks destinations, for the same. */
    static Prover provers(Prover nodes, Vertx vertx, Path data) {
        return new Provers(nodes, new QidoProver(vertx, data.resolve("destinations"), StowPace.STANDARD.standing()));
    }

    /** Web services for the link doctor, called with the same. */
    static WebPeers webPeers(Vertx vertx, Path data) {
        return new WebPeers(vertx, data.resolve("destinations"));
    }

    /** Begins nothing more, and waits no longer than this for what is under way. */
    void close(Duration limit) {
        upkeep.forEach(BackgroundWork::close);
        long end = System.nanoTime() + limit.toNanos();
        deliveries.close(limit);
        proofs.close(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
}
