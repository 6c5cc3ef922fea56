package org.lianzhen.gateway.delivery;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

/**
 * Brings instances to each destination in the way its address says. What is for a reading centre without a node is there as soon as it
 * is durable here.
 *
 * @param nodes calls DICOM nodes
 * @param web calls web services
 */
public record Couriers(Courier nodes, Courier web) implements Courier {
    @Override
    public Shipment send(Destination destination, List<DeliveryTask> tasks, Throttle throttle,
            BiConsumer<DeliveryTask, Reply> results) {
        return switch (destination.address()) {
            case Address.Node _ -> nodes.send(destination, tasks, throttle, results);
            case Address.Web _ -> web.send(destination, tasks, throttle, results);
            case Address.Centre centre -> {
                if (centre.node() != null) {
                    yield nodes.send(destination, tasks, throttle, results);
                }
                var here = new Reply.Taken(Reply.code(Status.SUCCESS), "here, where " + centre.code() + " reads it");
                tasks.forEach(task -> results.accept(task, here));
                yield new Nothing();
            }
        };
    }

    /** There was nothing to send. */
    private record Nothing() implements Shipment {
        @Override
        public CompletionStage<Void> done() {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void stop() {
            // it has ended
        }
    }
}
