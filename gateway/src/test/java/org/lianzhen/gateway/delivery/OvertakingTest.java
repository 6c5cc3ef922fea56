package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.net.ReadHold;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.dicom.service.StoreHandler;
import org.lianzhen.gateway.archive.KeptInstances;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

/** One lane, one association, and a server of ours that reads slowly. */
@Timeout(60)
class OvertakingTest {
    private static final Destination CH1 = new Destination("CH1", "CH1", new Address.Node("CH1PACS"), 1);
    /** More than the buffers of two sockets hold. */
    private static final int IMAGE_BYTES = 12_000_000;
    private static final DeliveryPace PACE = new DeliveryPace(64, LaneTest.PACE.term(), LaneTest.PACE.flush(),
            LaneTest.PACE.poll(), LaneTest.PACE.trouble(), LaneTest.PACE.retry());

    private final FakeLedger ledger = new FakeLedger();
    private final Bell bell = new Bell();
    private final List<Priority> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger withdrawn = new AtomicInteger();
    private final CompletableFuture<ReadHold> held = new CompletableFuture<>();
    private final StoreHandler slow = StoringPeers.stuck(held);
    private final StoringPeers peers = new StoringPeers(StoragePolicy.EVERYTHING, Map.of("CH1PACS", context -> {
        received.add(context.priority());
        return slow.begin(context);
    }));
    private Lane lane;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        Path image = Files.write(folder.resolve("image"), new byte[IMAGE_BYTES]);
        DimseCourier dimse = peers.courier(new KeptInstances(object -> image, folder, () -> false));
        Courier courier = (destination, tasks, throttle, results) -> dimse.send(destination, tasks, throttle,
                (task, reply) -> {
                    results.accept(task, reply);
                    if (reply instanceof Reply.NoAnswer) {
                        withdrawn.incrementAndGet();
                    }
                });
        lane = Lane.start(Urgency.BULK, new Lane.Tools(CH1, ledger, courier, bell, LaneTest.LINE, PACE, "us"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        lane.close();
        assertThat(lane.join(Duration.ofSeconds(10))).isTrue();
        peers.close();
    }

    @Test
    void anEmergencyIsTheNextThatTheDestinationReceives() {
        int others = 20;
        ledger.add("CH1", Urgency.ROUTINE, others);
        ReadHold hold = Await.result(held);
        ledger.add("CH1", Urgency.EMERGENCY, 2);
        bell.ring(Urgency.EMERGENCY);
        Await.until("all but the one on its way have made room", () -> withdrawn.get() == others - 1);
        hold.release();
        Await.until("everything is there", () -> ledger.endings.size() == others + 2);
        assertThat(ledger.endings).allMatch(Ending.Delivered.class::isInstance);
        assertThat(received).hasSize(others + 2).startsWith(Priority.MEDIUM, Priority.HIGH, Priority.HIGH);
        assertThat(peers.associations()).as("one served all").isEqualTo(1);
    }
}
