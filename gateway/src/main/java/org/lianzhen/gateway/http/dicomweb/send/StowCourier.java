package org.lianzhen.gateway.http.dicomweb.send;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.archive.KeptInstances;
import org.lianzhen.gateway.delivery.Courier;
import org.lianzhen.gateway.delivery.DeliveryTask;
import org.lianzhen.gateway.delivery.Reply;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

/** Sends to web services, over connections that are kept open. */
public final class StowCourier implements Courier {
    private final WebServices services;
    private final KeptInstances kept;
    private final StowPace pace;
    /** Told once, it need not be found out with every batch. */
    private final Set<Address.Web> measuring = ConcurrentHashMap.newKeySet();

    /**
     * @param folder of the files that addresses name
     * @param kept makes of what is kept what is sent
     */
    public StowCourier(Vertx vertx, Path folder, KeptInstances kept, StowPace pace) {
        this.services = new WebServices(vertx, folder, pace.connecting());
        this.kept = kept;
        this.pace = pace;
    }

    @Override
    public Shipment send(Destination destination, List<DeliveryTask> tasks, Throttle throttle,
            BiConsumer<DeliveryTask, Reply> results) {
        if (!(destination.address() instanceof Address.Web web)) {
            throw new IllegalArgumentException(destination.code() + " is no web service");
        }
        List<StowItem> items = tasks.stream().map(task -> StowItem.of(task, kept.open(task.kept()), throttle)).toList();
        var shipment = new StowShipment(new StowService(services, web, pace, measuring), items, results);
        Thread.ofVirtual().name("stow-" + destination.code()).start(shipment);
        return shipment;
    }
}
