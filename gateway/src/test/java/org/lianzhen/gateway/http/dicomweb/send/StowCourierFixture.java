package org.lianzhen.gateway.http.dicomweb.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.archive.KeptInstances;
import org.lianzhen.gateway.delivery.Courier;
import org.lianzhen.gateway.delivery.DeliveryTask;
import org.lianzhen.gateway.delivery.Reply;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

/** Our courier, and a web service on loopback that answers what a test wants. */
abstract class StowCourierFixture {
    private static final StowPace PACE = new StowPace(4, 1 << 20, Duration.ofSeconds(10), Duration.ofSeconds(3),
            Duration.ofSeconds(4));

    final Vertx vertx = Vertx.vertx();
    final StowPeer peer = new StowPeer();
    final Map<UUID, Reply> results = new ConcurrentHashMap<>();
    Address.Web address = new Address.Web(URI.create("http://127.0.0.1:" + peer.port() + "/dicom-web"), null,
            null);
    StowFiles files;
    StowCourier courier;
    volatile Throttle throttle = Throttle.NONE;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        files = new StowFiles(folder);
        courier = new StowCourier(vertx, folder, new KeptInstances(folder::resolve, folder, () -> false), PACE);
    }

    @AfterEach
    void stop() {
        peer.close();
        Await.result(vertx.close().toCompletionStage());
    }

    Courier.Shipment begin(List<DeliveryTask> tasks) {
        return courier.send(new Destination("WEB", "CITY1", address, 1), tasks, throttle, (task, reply) -> {
            assertThat(Thread.currentThread().isVirtual()).isTrue();
            assertThat(results.put(task.id(), reply)).as("one result for each").isNull();
        });
    }

    void send(List<DeliveryTask> tasks) {
        results.clear();
        Await.result(begin(tasks).done());
        assertThat(results).hasSize(tasks.size());
    }

    Reply reply(int number) {
        return results.get(new UUID(0, number));
    }

    List<Integer> sizes() {
        return peer.requests.stream().map(List::size).toList();
    }

    List<String> received() {
        return peer.requests.stream().flatMap(List::stream).map(StowPeer::uid).toList();
    }

    static List<String> uids(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(StowFiles::uid).toList();
    }

    void all(Reply reply) {
        assertThat(results.values()).isNotEmpty().allMatch(reply::equals);
    }
}
