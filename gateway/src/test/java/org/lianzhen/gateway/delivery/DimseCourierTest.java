package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.net.ApplicationEntities;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.ServerOptions;
import org.lianzhen.dicom.service.ApplicationEntity;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.dicom.service.StoreSink;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.archive.KeptInstances;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

/** Our courier and a server of ours on loopback. */
@Timeout(60)
class DimseCourierTest {
    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final Destination CH1 = new Destination("CH1", "CH1", new Address.Node("CH1PACS"), 1);
    /** Bytes that stand before the data set in a kept object. */
    private static final int OFFSET = 7;

    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);
    private final Map<String, Long> received = new ConcurrentHashMap<>();
    private final Map<UUID, Reply> results = new ConcurrentHashMap<>();
    /** Told more than once. */
    private final Set<UUID> twice = ConcurrentHashMap.newKeySet();
    private final List<Boolean> onVirtualThreads = new CopyOnWriteArrayList<>();
    private volatile CompletionStage<Outcome> answer = CompletableFuture.completedStage(Outcome.SUCCESS);
    private volatile CompletionStage<Optional<RemoteNode>> node;
    private volatile Throttle throttle = Throttle.NONE;
    private final List<Priority> priorities = new CopyOnWriteArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();
    private DicomServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        ApplicationEntity entity = ApplicationEntity.builder().storage(StoragePolicy.EVERYTHING, this::sink).build();
        server = Await.result(DicomServer.listen(loops, ServerOptions.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ApplicationEntities.of(Map.of("CH1PACS", entity)))));
        node = CompletableFuture.completedStage(Optional.of(at(server.address().getPort(), "CH1PACS")));
    }

    @AfterEach
    void stop() {
        user.close();
        Await.result(server.stop(Duration.ofSeconds(1)));
        Await.result(loops.stop());
        assertThat(twice).as("one result for each").isEmpty();
    }

    private static RemoteNode at(int port, String aeTitle) {
        return RemoteNode.at("127.0.0.1", port, aeTitle, "LIANZHEN");
    }

    private StoreSink sink(StoreContext context) {
        begun.incrementAndGet();
        priorities.add(context.priority());
        return new StoreSink() {
            private long bytes;

            @Override
            public void chunk(ByteBuf chunk) {
                bytes += chunk.readableBytes();
                chunk.release();
            }

            @Override
            public CompletionStage<Outcome> end() {
                received.put(context.sopInstanceUid(), bytes);
                return answer;
            }

            @Override
            public void aborted(Throwable cause) {
                received.put(context.sopInstanceUid(), -1L);
            }
        };
    }

    private static byte[] dataSet(String uid) {
        return DataSets.encode(DataSet.builder().put(Tag.SOPClassUID, SopClass.CTImageStorage)
                .put(Tag.SOPInstanceUID, uid).put(Tag.PatientID, "P1").build(), SYNTAX).toArray();
    }

    private DeliveryTask task(int number) {
        String uid = "1.2.840.99." + number;
        try {
            byte[] dataSet = dataSet(uid);
            byte[] object = new byte[OFFSET + dataSet.length];
            System.arraycopy(dataSet, 0, object, OFFSET, dataSet.length);
            Files.write(folder.resolve("object-" + number), object);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new DeliveryTask(new UUID(0, number),
                new KeptInstance("1.2", new SopReference(SopClass.CTImageStorage, uid),
                        SYNTAX.uid(), "object-" + number, OFFSET),
                Urgency.ROUTINE, 0, Instant.now());
    }

    private List<DeliveryTask> tasks(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(this::task).toList();
    }

    private Courier.Shipment send(List<DeliveryTask> tasks) {
        return new DimseCourier(user, title -> {
            assertThat(title).isEqualTo("CH1PACS");
            return node;
        }, new KeptInstances(folder::resolve, folder, () -> false)).send(CH1, tasks, throttle, (task, result) -> {
            onVirtualThreads.add(Thread.currentThread().isVirtual());
            if (results.put(task.id(), result) != null) {
                twice.add(task.id());
            }
        });
    }

    private void allNotSent(int count, String why) {
        assertThat(results).hasSize(count);
        assertThat(results.values()).allSatisfy(result -> {
            assertThat(result).isInstanceOf(Reply.NoAnswer.class);
            assertThat(result.inWords()).contains(why);
        });
        assertThat(onVirtualThreads).as("never an event loop").hasSize(count).doesNotContain(false);
    }

    @ParameterizedTest
    @CsvSource({ "EMERGENCY, HIGH", "GREEN_CHANNEL, HIGH", "URGENT, HIGH", "ROUTINE, MEDIUM", "BULK, LOW" })
    void tellsHowUrgentItIs(Urgency urgency, Priority priority) {
        DeliveryTask task = task(1);
        send(List.of(new DeliveryTask(task.id(), task.kept(), urgency, 0, task.untriedSince())));
        Await.until("it has arrived", () -> results.size() == 1);
        assertThat(priorities).containsExactly(priority);
    }

    @Test
    void goesNoFasterThanItMay() {
        var gate = new CompletableFuture<Void>();
        var asked = new AtomicInteger();
        throttle = bytes -> {
            asked.addAndGet(bytes);
            return gate;
        };
        send(tasks(1));
        Await.until("it waits", () -> asked.get() > 0);
        assertThat(results).isEmpty();
        gate.complete(null);
        Await.until("it has arrived", () -> results.size() == 1);
        assertThat(asked).hasValue(dataSet("1.2.840.99.1").length);
    }

    @Test
    void bringsDataSetsAsTheyAreKept() {
        List<DeliveryTask> tasks = tasks(20);
        Await.result(send(tasks).done());
        assertThat(results.keySet()).containsExactlyInAnyOrderElementsOf(tasks.stream().map(DeliveryTask::id).toList());
        assertThat(tasks).allSatisfy(task -> {
            assertThat(results.get(task.id())).isInstanceOf(Reply.Taken.class);
            String uid = task.kept().instance().sopInstanceUid();
            assertThat(received.get(uid)).isEqualTo(dataSet(uid).length);
        });
        assertThat(onVirtualThreads).doesNotContain(false);
    }

    @Test
    void tellsWhatTheDestinationAnswers() {
        answer = CompletableFuture.completedStage(Outcome.of(Status.OUT_OF_RESOURCES, "disk full"));
        Await.result(send(tasks(2)).done());
        assertThat(results.values()).hasSize(2).allSatisfy(result -> assertThat(result.inWords())
                .isEqualTo("refused, A700H: out of resources: disk full"));
    }

    @Test
    void oneThatIsGoneFromTheStoreTakesNoOthersWithIt() throws IOException {
        List<DeliveryTask> tasks = tasks(3);
        Files.delete(folder.resolve("object-2"));
        Await.result(send(tasks).done());
        assertThat(results.get(tasks.get(1).id())).isInstanceOf(Reply.NotNow.class);
        assertThat(results.values()).filteredOn(Reply.Taken.class::isInstance).hasSize(2);
    }

    @Test
    void nobodyOfThatTitleCanBeCalled() {
        node = CompletableFuture.completedStage(Optional.empty());
        Await.result(send(tasks(3)).done());
        allNotSent(3, "no node of this AE title is known that can be called");
    }

    @Test
    void whoIsCalledFollowsFromTheAddress() {
        List<String> titles = new CopyOnWriteArrayList<>();
        var courier = new DimseCourier(user, title -> {
            titles.add(title);
            return CompletableFuture.completedStage(Optional.empty());
        }, new KeptInstances(folder::resolve, folder, () -> false));
        var known = new Address.Node("CH1PACS");
        Stream.of(known, new Address.Centre("CH1-IMG", known), new Address.Centre("CH1-IMG", null),
                new Address.Web(URI.create("https://pacs.example/dicom-web"), null, null))
                .forEach(address -> Await.result(courier.send(new Destination("X", "CH1", address, 1), tasks(1),
                        Throttle.NONE, (task, reply) -> {}).done()));
        assertThat(titles).as("no node has no title").containsExactly("CH1PACS", "CH1PACS", "", "");
    }

    @Test
    void aDirectoryThatFailsKnowsNobody() {
        node = CompletableFuture.failedStage(new IOException("away"));
        Await.result(send(tasks(2)).done());
        allNotSent(2, "no node of this AE title");
    }

    @Test
    void anAssociationThatIsRejectedBringsNothing() {
        node = CompletableFuture.completedStage(Optional.of(at(server.address().getPort(), "STRANGER")));
        Await.result(send(tasks(3)).done());
        allNotSent(3, "reject");
    }

    @Test
    void nobodyListens() {
        int port = server.address().getPort();
        Await.result(server.stop(Duration.ofSeconds(1)));
        node = CompletableFuture.completedStage(Optional.of(at(port, "CH1PACS")));
        Await.result(send(tasks(2)).done());
        allNotSent(2, "");
    }

    @Test
    void stoppedBeforeItHasBegunItSendsNothingAndTellsAll() {
        var later = new CompletableFuture<Optional<RemoteNode>>();
        Optional<RemoteNode> known = Await.result(node);
        node = later;
        Courier.Shipment shipment = send(tasks(50));
        shipment.stop();
        assertThat(results).isEmpty();
        later.complete(known);
        Await.result(shipment.done());
        allNotSent(50, "cancelled");
        assertThat(begun).as("nothing was begun").hasValue(0);
    }

    @Test
    void stoppedOnItsWayItFinishesWhatItHasBegun() {
        var slow = new CompletableFuture<Outcome>();
        answer = slow;
        Courier.Shipment shipment = send(tasks(300));
        Await.until("one is under way", () -> begun.get() > 0);
        shipment.stop();
        shipment.stop();
        Await.until("the rest is told", () -> !results.isEmpty());
        assertThat(shipment.done().toCompletableFuture()).as("one is still under way").isNotDone();
        slow.complete(Outcome.SUCCESS);
        Await.result(shipment.done());
        assertThat(results).hasSize(300);
        long stored = results.values().stream().filter(Reply.Taken.class::isInstance).count();
        assertThat(stored).isEqualTo(begun.get()).isBetween(1L, 299L);
        assertThat(results.values()).filteredOn(result -> !(result instanceof Reply.Taken))
                .allMatch(Reply.NoAnswer.class::isInstance);
    }

    @Test
    void stoppedAfterwardsItChangesNothing() {
        Courier.Shipment shipment = send(tasks(1));
        Await.result(shipment.done());
        shipment.stop();
        assertThat(results.values()).singleElement().isInstanceOf(Reply.Taken.class);
    }
}
