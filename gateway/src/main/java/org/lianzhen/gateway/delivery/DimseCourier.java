package org.lianzhen.gateway.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.InstanceResult;
import org.lianzhen.dicom.service.NodeDirectory;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.StoreCall;
import org.lianzhen.dicom.service.StoreOptions;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.archive.KeptInstances;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

/** Sends by C-STORE, over associations that are kept open. */
public final class DimseCourier implements Courier {
    private final ServiceClassUser user;
    private final NodeDirectory directory;
    private final KeptInstances kept;

    /**
     * @param directory knows where destinations listen
     * @param kept makes of what is kept what is sent
     */
    public DimseCourier(ServiceClassUser user, NodeDirectory directory, KeptInstances kept) {
        this.user = user;
        this.directory = directory;
        this.kept = kept;
    }

    @Override
    public Shipment send(Destination destination, List<DeliveryTask> tasks, Throttle throttle,
            BiConsumer<DeliveryTask, Reply> results) {
        var shipment = new Sending(tasks, options(tasks.getFirst().priority()).with(throttle), results);
        directory.node(title(destination.address())).exceptionally(fault -> Optional.empty())
                .thenAccept(shipment::begin);
        return shipment;
    }

    /** So that whoever receives them knows what to do first, too (PS3.7 section 9.3.1.1). */
    private static StoreOptions options(Urgency urgency) {
        return StoreOptions.STANDARD.with(switch (urgency) {
            case EMERGENCY, GREEN_CHANNEL, URGENT -> Priority.HIGH;
            case ROUTINE -> Priority.MEDIUM;
            case BULK -> Priority.LOW;
        });
    }

    private static String title(Address address) {
        return switch (address) {
            case Address.Node node -> node.aeTitle();
            case Address.Centre centre -> centre.node() == null ? "" : centre.node().aeTitle();
            case Address.Web _ -> "";
        };
    }

    /** What an answer to a C-STORE, or none, means for the delivery. */
    static Reply reply(InstanceResult result) {
        String words = result.inWords();
        return switch (result) {
            case InstanceResult.Stored stored -> new Reply.Taken(Reply.code(stored.outcome().status()), words);
            case InstanceResult.Failed failed -> Reply.failure(failed.outcome().status(), words);
            case InstanceResult.NotAccepted _ -> new Reply.Refused("NOT_ACCEPTED", words);
            case InstanceResult.Unreadable _ -> new Reply.NotNow("UNREADABLE", words);
            case InstanceResult.NotSent notSent -> notSent.begun() ? new Reply.Lost(words) : new Reply.NoAnswer(words);
        };
    }

    /** Tasks by the instances that stand for them. */
    private final class Sending implements Shipment {
        private final Map<Instance, DeliveryTask> tasks = new HashMap<>();
        private final List<Instance> instances;
        private final StoreOptions options;
        private final BiConsumer<DeliveryTask, Reply> results;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final AtomicReference<@Nullable StoreCall> call = new AtomicReference<>();
        private volatile boolean stopped;

        Sending(List<DeliveryTask> all, StoreOptions options, BiConsumer<DeliveryTask, Reply> results) {
            this.options = options;
            this.results = results;
            this.instances = all.stream().map(task -> {
                Instance instance = kept.open(task.kept());
                tasks.put(instance, task);
                return instance;
            }).toList();
        }

        void begin(Optional<RemoteNode> node) {
            if (node.isEmpty() || stopped) {
                String why = stopped ? "cancelled" : "no node of this AE title is known that can be called";
                Thread.ofVirtual().name("delivery-unsent").start(() -> sendNothing(why));
                return;
            }
            StoreCall started = user.store(node.get(), instances, options, this::settle);
            call.set(started);
            if (stopped) {
                started.cancel();
            }
            started.result().whenComplete((report, fault) -> done.complete(null));
        }

        private void sendNothing(String why) {
            instances.forEach(instance -> settle(new InstanceResult.NotSent(instance, why)));
            done.complete(null);
        }

        private void settle(InstanceResult result) {
            DeliveryTask task = tasks.get(result.instance());
            if (task != null) {
                results.accept(task, reply(result));
            }
        }

        @Override
        public CompletionStage<Void> done() {
            return done.minimalCompletionStage();
        }

        @Override
        public void stop() {
            stopped = true;
            StoreCall started = call.get();
            if (started != null) {
                started.cancel();
            }
        }
    }
}
