package org.lianzhen.gateway.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.route.Destination;

/**
 * Has another courier do the work, and its figures counted.
 *
 * @param size bytes of an instance; may block
 */
public record ObservedCourier(Courier courier, ToLongFunction<KeptInstance> size, LineFigures figures)
        implements Courier {
    @Override
    public Shipment send(Destination destination, List<DeliveryTask> tasks, Throttle throttle,
            BiConsumer<DeliveryTask, Reply> results) {
        var watched = new Watched(destination.code(), results);
        Shipment shipment = courier.send(destination, tasks, throttle, watched);
        return new Shipment() {
            @Override
            public CompletionStage<Void> done() {
                return shipment.done();
            }

            @Override
            public void stop() {
                watched.stopped = true;
                shipment.stop();
            }
        };
    }

    /** Hears the answers of one shipment. */
    private final class Watched implements BiConsumer<DeliveryTask, Reply> {
        private final String destination;
        private final BiConsumer<DeliveryTask, Reply> results;
        private final AtomicLong last = new AtomicLong(System.nanoTime());
        private volatile boolean stopped;

        Watched(String destination, BiConsumer<DeliveryTask, Reply> results) {
            this.destination = destination;
            this.results = results;
        }

        /** What was stopped before it was sent says nothing of the destination. */
        @Override
        public void accept(DeliveryTask task, Reply reply) {
            long now = System.nanoTime();
            Duration took = Duration.ofNanos(now - last.getAndSet(now));
            if (!(stopped && reply instanceof Reply.NoAnswer)) {
                figures.answered(destination, reply, reply instanceof Reply.Taken ? size.applyAsLong(task.kept()) : 0,
                        took);
            }
            results.accept(task, reply);
        }
    }
}
