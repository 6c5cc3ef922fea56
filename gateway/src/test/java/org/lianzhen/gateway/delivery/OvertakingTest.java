package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.net.ApplicationEntities;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationEvents;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.ReadHold;
import org.lianzhen.dicom.net.ServerOptions;
import org.lianzhen.dicom.service.ApplicationEntity;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.dicom.service.StoreSink;
import org.lianzhen.gateway.archive.KeptInstances;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;
import org.lianzhen.gateway.route.Urgency;

/** One lane, one association, and a server of ours that reads slowly. */
@Timeout(60)
class OvertakingTest {
    private static final Destination CH1 = new Destination("CH1", "CH1", new Address.Node("CH1PACS"), 1);
    private static final int IMAGE_BYTES = 1_500_000;
    private static final DeliveryPace PACE = new DeliveryPace(64, LaneTest.PACE.term(), LaneTest.PACE.flush(),
            LaneTest.PACE.poll(), LaneTest.PACE.trouble(), LaneTest.PACE.retry());

    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);
    private final FakeLedger ledger = new FakeLedger();
    private final Bell bell = new Bell();
    private final List<Priority> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger associations = new AtomicInteger();
    private final AtomicInteger withdrawn = new AtomicInteger();
    private final CompletableFuture<ReadHold> held = new CompletableFuture<>();
    private DicomServer server;
    private Lane lane;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        Path image = Files.write(folder.resolve("image"), new byte[IMAGE_BYTES]);
        ApplicationEntity entity = ApplicationEntity.builder().storage(StoragePolicy.EVERYTHING, this::sink).build();
        server = Await.result(DicomServer.listen(loops, ServerOptions.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ApplicationEntities.of(Map.of("CH1PACS", entity))).with(new AssociationEvents() {
                    @Override
                    public void established(Association association) {
                        associations.incrementAndGet();
                    }
                })));
        RemoteNode node = RemoteNode.at("127.0.0.1", server.address().getPort(), "CH1PACS", "LIANZHEN");
        var dimse = new DimseCourier(user, title -> CompletableFuture.completedStage(Optional.of(node)),
                new KeptInstances(object -> image, folder));
        Courier courier = (destination, tasks, throttle, results) -> dimse.send(destination, tasks, throttle,
                (task, reply) -> {
                    results.accept(task, reply);
                    if (reply instanceof Reply.NoAnswer) {
                        withdrawn.incrementAndGet();
                    }
                });
        lane = Lane.start(CH1, Urgency.BULK, new Lane.Tools(ledger, courier, bell, LaneTest.LINE, PACE, "us"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        lane.close();
        assertThat(lane.join(Duration.ofSeconds(10))).isTrue();
        user.close();
        Await.result(server.stop(Duration.ofSeconds(1)));
        Await.result(loops.stop());
    }

    /** Reads no more of the first instance than its beginning, until the test goes on. */
    private StoreSink sink(StoreContext context) {
        received.add(context.priority());
        return new StoreSink() {
            @Override
            public void chunk(ByteBuf chunk) {
                chunk.release();
                if (!held.isDone()) {
                    held.complete(context.association().holdReads());
                }
            }

            @Override
            public CompletionStage<Outcome> end() {
                return CompletableFuture.completedStage(Outcome.SUCCESS);
            }

            @Override
            public void aborted(Throwable cause) {
                throw new AssertionError(cause);
            }
        };
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
        assertThat(associations).as("the one association served all").hasValue(1);
    }
}
