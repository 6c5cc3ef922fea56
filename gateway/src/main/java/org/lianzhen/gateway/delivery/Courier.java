package org.lianzhen.gateway.delivery;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.route.Destination;

/** Brings instances to a destination. */
@FunctionalInterface
public interface Courier {
    /**
     * Sends the instances of some tasks, which are of one urgency.
     *
     * @param throttle how fast
     * @param results hears once for every task what became of it, on any thread but never an event loop
     */
    Shipment send(Destination destination, List<DeliveryTask> tasks, Throttle throttle,
            BiConsumer<DeliveryTask, Reply> results);

    /** Instances on their way. */
    interface Shipment {
        /** Completes, never exceptionally, when every task has its result. */
        CompletionStage<Void> done();

        /** Begins no further instance; what is under way is finished, and the rest is told to have no answer. */
        void stop();
    }
}
