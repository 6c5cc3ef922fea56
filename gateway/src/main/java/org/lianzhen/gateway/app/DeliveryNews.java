package org.lianzhen.gateway.app;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lianzhen.gateway.delivery.Courier;

/** Tells browsers that deliveries have changed, after a pause and so at most once in it, however much is sent. */
final class DeliveryNews {
    /** Every open list asks anew when it is told. */
    static final Duration PAUSE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Duration pause;
    private final Runnable tell;
    private final AtomicBoolean due = new AtomicBoolean();

    /** @param tell must not block */
    DeliveryNews(Vertx vertx, Duration pause, Runnable tell) {
        this.vertx = vertx;
        this.pause = pause;
        this.tell = tell;
    }

    /** May be called from any thread, and as often as anybody likes. */
    void changed() {
        if (due.compareAndSet(false, true)) {
            vertx.setTimer(pause.toMillis(), timer -> {
                due.set(false);
                tell.run();
            });
        }
    }

    /** The same courier, whose results are news. */
    Courier observing(Courier courier) {
        return (destination, tasks, throttle, results) -> courier.send(destination, tasks, throttle, (task, reply) -> {
            results.accept(task, reply);
            changed();
        });
    }
}
