package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.EchoReply;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.InstanceResult;
import org.lianzhen.dicom.service.PoolOptions;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.dicom.service.StoreOptions;
import org.lianzhen.gateway.app.ChaosProxy.Line;

/** Townships that send all the time: some as fast as they can for a moment, some over a thin line, and some that only stay connected. */
final class SoakSenders implements AutoCloseable {
    private static final int PIXEL_BYTES = 20_000;
    private static final int A_STUDY = 50;
    private static final int SLOW_ONES = 8;
    private static final int SLOW_BYTES_PER_SECOND = 100_000;
    private static final int IDLE_ONES = 20;
    private static final Duration BETWEEN_BURSTS = Duration.ofSeconds(3);
    private static final Duration BETWEEN_ECHOES = Duration.ofSeconds(20);
    /** Longer than any pause between two echoes. */
    private static final PoolOptions KEPT = new PoolOptions(1, 10, Duration.ofMinutes(1), Duration.ofMinutes(5));

    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);
    private final List<ServiceClassUser> idle = new ArrayList<>();
    private final Workers workers;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger echoes = new AtomicInteger();
    private final InetSocketAddress gateway;
    private final ChaosProxy thinLine;

    SoakSenders(Workers workers, int port) throws IOException {
        this.workers = workers;
        gateway = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        thinLine = new ChaosProxy("127.0.0.1", gateway);
        thinLine.become(Line.slow(30, SLOW_BYTES_PER_SECOND));
    }

    void start() {
        send("1.2.840.90.1", node(gateway.getPort()), A_STUDY);
        for (int i = 0; i < SLOW_ONES; i++) {
            send("1.2.840.90.2." + i, node(thinLine.port()), 1);
        }
        for (int i = 0; i < IDLE_ONES; i++) {
            var one = new ServiceClassUser(loops, KEPT);
            idle.add(one);
            workers.start(() -> stay(one));
        }
    }

    private static RemoteNode node(int port) {
        return RemoteNode.at("127.0.0.1", port, "LIANZHEN", "TS1PACS");
    }

    private void send(String root, RemoteNode node, int atOnce) {
        var next = new AtomicInteger();
        workers.start(() -> {
            int number = next.getAndAdd(atOnce);
            String study = root + "." + number / A_STUDY;
            var due = new ArrayList<>(IntStream.rangeClosed(1, atOnce)
                    .mapToObj(i -> TestImage.instance(study, number % A_STUDY + i, PIXEL_BYTES)).toList());
            while (!due.isEmpty()) {
                store(node, due);
            }
            workers.pause(BETWEEN_BURSTS);
        });
    }

    /** Leaves those that must be sent again: a server that is overloaded may refuse some for the moment. */
    private void store(RemoteNode node, List<Instance> due) {
        List<Instance> stored = new CopyOnWriteArrayList<>();
        user.store(node, due, StoreOptions.STANDARD, result -> {
            if (result instanceof InstanceResult.Stored) {
                stored.add(result.instance());
            }
        }).result().toCompletableFuture().orTimeout(2, TimeUnit.MINUTES).join();
        due.removeAll(stored);
        sent.addAndGet(stored.size());
        refused.addAndGet(due.size());
    }

    /** On an association that says something now and then. */
    private void stay(ServiceClassUser one) throws InterruptedException {
        ServiceResult<EchoReply> reply = Await.result(one.echo(node(gateway.getPort())));
        assertThat(reply).isInstanceOf(ServiceResult.Completed.class);
        echoes.incrementAndGet();
        workers.pause(BETWEEN_ECHOES);
    }

    /** Instances that were acknowledged. */
    int sent() {
        return sent.get();
    }

    /** Answers that told to come again. */
    int refused() {
        return refused.get();
    }

    int echoes() {
        return echoes.get();
    }

    @Override
    public void close() throws IOException {
        user.close();
        idle.forEach(ServiceClassUser::close);
        loops.close();
        thinLine.close();
    }
}
