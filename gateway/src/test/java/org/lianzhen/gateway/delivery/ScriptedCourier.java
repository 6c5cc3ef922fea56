package org.lianzhen.gateway.delivery;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.route.Destination;

/** Does with shipments what a test says. */
final class ScriptedCourier implements Courier {
    /** Leaves shipments under way until the test goes on with them. */
    static final Consumer<Sent> NOTHING_YET = sent -> {};
    static final Consumer<Sent> DELIVERS = sent -> sent.all(ScriptedCourier::stored);
    static final Consumer<Sent> REACHES_NOBODY = Sent::breakOff;

    final List<Sent> sent = new CopyOnWriteArrayList<>();
    volatile Consumer<Sent> script = DELIVERS;
    private final BlockingQueue<Sent> underWay = new LinkedBlockingQueue<>();

    static Reply stored() {
        return new Reply.Taken("", "stored, 0000H: success");
    }

    /** One that answers with a failure. */
    static Consumer<Sent> refusing(Status status) {
        return sent -> sent.all(() -> Reply.failure(status, "refused, " + status));
    }

    /** The next shipment. */
    Sent next() throws InterruptedException {
        Sent next = underWay.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing is sent");
        }
        return next;
    }

    @Override
    public Shipment send(Destination destination, List<DeliveryTask> tasks, Throttle throttle,
            BiConsumer<DeliveryTask, Reply> results) {
        var shipment = new Sent(destination, tasks, results, System.nanoTime());
        sent.add(shipment);
        script.accept(shipment);
        underWay.add(shipment);
        return shipment;
    }

    /** A shipment; once stopped, what has no answer is told as not sent. */
    static final class Sent implements Shipment {
        final Destination destination;
        final List<DeliveryTask> tasks;
        final long since;
        private final BiConsumer<DeliveryTask, Reply> results;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private int answered;
        private volatile boolean stopped;

        private Sent(Destination destination, List<DeliveryTask> tasks,
                BiConsumer<DeliveryTask, Reply> results, long since) {
            this.destination = destination;
            this.tasks = tasks;
            this.results = results;
            this.since = since;
        }

        synchronized void answer(Supplier<Reply> reply) {
            results.accept(tasks.get(answered++), reply.get());
        }

        /** What has no answer yet. */
        synchronized void all(Supplier<Reply> reply) {
            while (answered < tasks.size()) {
                answer(reply);
            }
            end();
        }

        void breakOff() {
            all(() -> new Reply.NoAnswer("not sent: connection refused"));
        }

        void end() {
            done.complete(null);
        }

        boolean isStopped() {
            return stopped;
        }

        @Override
        public CompletionStage<Void> done() {
            return done;
        }

        @Override
        public void stop() {
            if (!stopped) {
                stopped = true;
                breakOff();
            }
        }
    }
}
