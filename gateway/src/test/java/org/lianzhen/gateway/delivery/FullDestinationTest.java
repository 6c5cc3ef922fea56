package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.gateway.archive.KeptInstances;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;
import org.lianzhen.gateway.route.Retry;
import org.lianzhen.gateway.route.RetrySchedule;

/** A server of ours whose disk is full for a while, and another one that is well. */
@Timeout(60)
class FullDestinationTest {
    private static final int STUDIES = 10;
    private static final int INSTANCES = 40;
    /** The two that are answered, and as many as may wait for their answers together. */
    private static final int BEGUN = 2 + 8;
    private static final DeliveryPace PACE = new DeliveryPace(64, LaneTest.PACE.term(), LaneTest.PACE.flush(),
            LaneTest.PACE.poll(), LaneTest.PACE.trouble(),
            new Retry(new RetrySchedule(Duration.ofMillis(1), Duration.ofHours(1), 60), Duration.ofDays(7)));

    private final FakeLedger ledger = new FakeLedger();
    private final List<Integer> shipments = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile Outcome answer = Outcome.of(Status.OUT_OF_RESOURCES, "disk full");
    private final StoringPeers peers = new StoringPeers(StoragePolicy.EVERYTHING,
            Map.of("FULL", StoringPeers.answeringLater(this::answer), "WELL",
                    StoringPeers.answering(() -> Outcome.SUCCESS)));
    private Lane full;
    private Lane well;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        Path image = Files.write(folder.resolve("image"), new byte[20_000]);
        DimseCourier dimse = peers.courier(new KeptInstances(object -> image, folder, () -> false));
        for (int i = 0; i < STUDIES; i++) {
            ledger.add("FULL", Urgency.ROUTINE, INSTANCES);
            ledger.add("WELL", Urgency.ROUTINE, INSTANCES);
        }
        full = start("FULL", (destination, tasks, throttle, results) -> {
            shipments.add(tasks.size());
            return stopping(dimse.send(destination, tasks, throttle, results));
        });
        well = start("WELL", dimse);
    }

    /** Two answers say that it is full; until the sender has drawn its conclusion there are no others. */
    private CompletionStage<Outcome> answer() {
        Outcome now = answer;
        return asked.incrementAndGet() <= 2 ? CompletableFuture.completedStage(now) : stopped.thenApply(any -> now);
    }

    private Courier.Shipment stopping(Courier.Shipment shipment) {
        return new Courier.Shipment() {
            @Override
            public CompletionStage<Void> done() {
                return shipment.done();
            }

            @Override
            public void stop() {
                shipment.stop();
                stopped.complete(null);
            }
        };
    }

    private Lane start(String title, Courier courier) {
        var destination = new Destination(title, title, new Address.Node(title), 1);
        return Lane.start(Urgency.BULK,
                new Lane.Tools(destination, ledger, courier, new Bell(), LaneTest.LINE, PACE, "us"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        full.close();
        well.close();
        assertThat(full.join(Duration.ofSeconds(10)) && well.join(Duration.ofSeconds(10))).isTrue();
        peers.close();
    }

    private long delivered() {
        return ledger.endings.stream().filter(Ending.Delivered.class::isInstance).count();
    }

    @Test
    void isAskedForOneInstanceAfterEachPauseAndServedAsSoonAsItHasRoom() {
        Await.until("it was asked a few times, and the other has everything",
                () -> shipments.size() > 6 && delivered() == STUDIES * INSTANCES);
        assertThat(List.copyOf(shipments).subList(0, 6)).containsExactly(INSTANCES, 1, 1, 1, 1, 1);
        assertThat(asked.get()).as("C-STOREs meanwhile").isLessThanOrEqualTo(BEGUN + shipments.size());
        assertThat(ledger.endings).noneMatch(Ending.Failed.class::isInstance);

        answer = Outcome.SUCCESS;

        Await.until("it has everything, too", () -> delivered() == 2 * STUDIES * INSTANCES);
        assertThat(shipments).as("together again").contains(INSTANCES, INSTANCES);
        assertThat(ledger.hastened).hasValue(1);
        assertThat(peers.associations()).as("kept open all the time").isEqualTo(2);
    }
}
